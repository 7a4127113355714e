/** Call an order off. */
import { api, data } from '@steward/api'
import { useAct } from './act'

export function useCancel(id: string) {
  return useAct(id, (key, reason: string) =>
    data(
      api.POST('/v1/work-orders/{order_id}/cancel', {
        params: { path: { order_id: id }, header: { 'Idempotency-Key': key } },
        body: { reason },
      }),
    ),
  )
}
