import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { queryOptions } from '@tanstack/react-query'

/** Every clock of an order: its promises, the checks of its progress, and its milestones. */
export function deadlinesOf(id: string) {
  return queryOptions({
    queryKey: ['deadlines', id],
    queryFn: async ({ signal }) => {
      const params = { path: { order_id: id } }
      const page = await data(api.GET('/v1/work-orders/{order_id}/deadlines', { params, signal }))
      return page.items
    },
    ...live('order', 60_000),
  })
}
