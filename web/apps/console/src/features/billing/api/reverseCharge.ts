import { api, data } from '@steward/api'

/** The charge counts no longer; what paid it becomes credit. */
export function reverseCharge(chargeId: string, reason: string, key: string) {
  const params = { path: { charge_id: chargeId }, header: { 'Idempotency-Key': key } }
  return data(api.POST('/v1/charges/{charge_id}/reversal', { params, body: { reason } }))
}
