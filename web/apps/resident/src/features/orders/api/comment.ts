/** Write to those who work on an order. */
import { api, data } from '@steward/api'
import { useAct } from './act'

export function useComment(id: string) {
  return useAct(id, (key, text: string) =>
    data(
      api.POST('/v1/work-orders/{order_id}/comments', {
        params: { path: { order_id: id }, header: { 'Idempotency-Key': key } },
        body: { text, visibility: 'resident' },
      }),
    ),
  )
}
