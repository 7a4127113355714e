/** Send finished work back. */
import { api, data } from '@steward/api'
import { useAct } from './act'

export function useRework(id: string) {
  return useAct(id, (key, reason: string) =>
    data(
      api.POST('/v1/work-orders/{order_id}/rework', {
        params: { path: { order_id: id }, header: { 'Idempotency-Key': key } },
        body: { reason },
      }),
    ),
  )
}
