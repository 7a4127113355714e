/** An order's photos. Their addresses are good for a short time, so they are asked for again. */
import { api, data, type Schemas } from '@steward/api'
import { LOOK_MS } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

export type Photo = Schemas['AttachmentOut']

export function usePhotos(id: string) {
  return useQuery({
    queryKey: ['order', id, 'photos'],
    queryFn: () =>
      data(api.GET('/v1/work-orders/{order_id}/attachments', { params: { path: { order_id: id } } })),
    refetchInterval: LOOK_MS,
    select: (page) => page.items,
  })
}
