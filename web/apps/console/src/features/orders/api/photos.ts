import { api, data } from '@steward/api'
import { LOOK_MS } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

/** The order's photos; their addresses are good for a short time. */
export function usePhotos(id: string) {
  return useQuery({
    queryKey: ['order-part', id, 'photos'],
    queryFn: () =>
      data(api.GET('/v1/work-orders/{order_id}/attachments', { params: { path: { order_id: id } } })),
    refetchInterval: LOOK_MS,
  })
}
