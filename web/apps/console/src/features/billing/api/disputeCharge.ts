import { api, data } from '@steward/api'

/** The charge counts for no arrears until the dispute is settled. */
export function disputeCharge(chargeId: string, reason: string, key: string) {
  const params = { path: { charge_id: chargeId }, header: { 'Idempotency-Key': key } }
  return data(api.POST('/v1/charges/{charge_id}/dispute', { params, body: { reason } }))
}
