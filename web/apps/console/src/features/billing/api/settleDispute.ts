import { api, data } from '@steward/api'

/** The charge stands again. */
export function settleDispute(chargeId: string, reason: string, key: string) {
  const params = { path: { charge_id: chargeId }, header: { 'Idempotency-Key': key } }
  return data(api.POST('/v1/charges/{charge_id}/settle-dispute', { params, body: { reason } }))
}
