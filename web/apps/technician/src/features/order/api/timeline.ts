import { api, data, everyRow } from '@steward/api'
import { live } from '@steward/ui'
import { queryOptions } from '@tanstack/react-query'

/** Everything that happened to an order, oldest first. */
export function timelineOf(id: string) {
  return queryOptions({
    queryKey: ['timeline', id],
    queryFn: ({ signal }) =>
      everyRow((query) => {
        const params = { path: { order_id: id }, query }
        return data(api.GET('/v1/work-orders/{order_id}/timeline', { params, signal }))
      }),
    ...live('order', 60_000),
  })
}
