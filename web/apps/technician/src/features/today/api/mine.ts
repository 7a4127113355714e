import { api, data } from '@steward/api'
import { live, type Status } from '@steward/ui'
import { queryOptions } from '@tanstack/react-query'

/** The orders that the signed-in person has to do. */
export const mine = queryOptions({
  queryKey: ['orders', 'mine'],
  queryFn: async ({ signal }) => {
    const status: Status[] = ['assigned', 'accepted', 'on_site', 'paused']
    const query = { assignee: 'me', status, limit: 200 }
    const page = await data(api.GET('/v1/work-orders', { params: { query }, signal }))
    return page.items
  },
  ...live('orders'),
})
