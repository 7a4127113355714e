import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { queryOptions } from '@tanstack/react-query'

/** Everything that happened to an order, oldest first. */
export function timelineOf(id: string) {
  return queryOptions({
    queryKey: ['timeline', id],
    queryFn: async ({ signal }) => {
      const params = { path: { order_id: id }, query: { limit: 200 } }
      const page = await data(api.GET('/v1/work-orders/{order_id}/timeline', { params, signal }))
      return page.items
    },
    ...live('order', 60_000),
  })
}
