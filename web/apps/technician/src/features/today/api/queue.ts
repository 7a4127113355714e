import { api, data } from '@steward/api'
import { live, type Status } from '@steward/ui'
import { queryOptions } from '@tanstack/react-query'

/** What lies in the queues of one's departments, for anyone there to take. */
export const queue = queryOptions({
  queryKey: ['orders', 'queue'],
  queryFn: async ({ signal }) => {
    const status: Status[] = ['open']
    const query = { status, limit: 200 }
    const page = await data(api.GET('/v1/work-orders', { params: { query }, signal }))
    return page.items
  },
  ...live('orders'),
})
