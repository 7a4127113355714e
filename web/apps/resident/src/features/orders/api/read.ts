/** One order, as it stands now. */
import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

export function useOrder(id: string) {
  return useQuery({
    queryKey: ['order', id],
    queryFn: () => data(api.GET('/v1/work-orders/{order_id}', { params: { path: { order_id: id } } })),
    ...live('order'),
  })
}
