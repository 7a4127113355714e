import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

/** Whom the order concerns, with their numbers. */
export function usePeople(id: string) {
  return useQuery({
    queryKey: ['order-part', id, 'people'],
    queryFn: () => data(api.GET('/v1/work-orders/{order_id}/people', { params: { path: { order_id: id } } })),
    ...live('order'),
  })
}
