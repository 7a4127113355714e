import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

/** The order's clocks, and whom their ladders have told. */
export function useDeadlines(id: string) {
  return useQuery({
    queryKey: ['order-part', id, 'deadlines'],
    queryFn: () =>
      data(api.GET('/v1/work-orders/{order_id}/deadlines', { params: { path: { order_id: id } } })),
    ...live('order'),
  })
}
