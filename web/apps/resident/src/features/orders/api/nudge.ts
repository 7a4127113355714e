/** Ask for speed. */
import { api, data } from '@steward/api'
import { useAct } from './act'

export function useNudge(id: string) {
  return useAct(id, (key, text: string) =>
    data(
      api.POST('/v1/work-orders/{order_id}/nudges', {
        params: { path: { order_id: id }, header: { 'Idempotency-Key': key } },
        body: { text },
      }),
    ),
  )
}
