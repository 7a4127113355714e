import { api, data } from '@steward/api'
import { queryOptions } from '@tanstack/react-query'

/** The photos that the API has of an order, oldest first. Their links are good for a quarter of an hour. */
export function attachmentsOf(id: string) {
  return queryOptions({
    queryKey: ['attachments', id],
    queryFn: async ({ signal }) => {
      const params = { path: { order_id: id } }
      return (await data(api.GET('/v1/work-orders/{order_id}/attachments', { params, signal }))).items
    },
  })
}
