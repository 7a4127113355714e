import { api, data, everyRow } from '@steward/api'
import { live, type Status } from '@steward/ui'
import { queryOptions } from '@tanstack/react-query'

/** The orders that the signed-in person has to do. */
export const mine = queryOptions({
  queryKey: ['orders', 'mine'],
  queryFn: ({ signal }) => {
    const status: Status[] = ['assigned', 'accepted', 'on_site', 'paused']
    return everyRow((page) => {
      const query = { assignee: 'me', status, ...page }
      return data(api.GET('/v1/work-orders', { params: { query }, signal }))
    })
  },
  ...live('orders'),
})
