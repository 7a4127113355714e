import { api, data } from '@steward/api'

/** The money was taken back: what it paid is owed again. */
export function reversePayment(paymentId: string, reason: string, key: string) {
  const params = { path: { payment_id: paymentId }, header: { 'Idempotency-Key': key } }
  return data(api.POST('/v1/payments/{payment_id}/reversal', { params, body: { reason } }))
}
