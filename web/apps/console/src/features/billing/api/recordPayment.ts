import { api, data, type Schemas } from '@steward/api'

/** A provider's reference counts once: the same one again answers with the first payment. */
export function recordPayment(body: Schemas['PaymentIn'], key: string) {
  return data(api.POST('/v1/payments', { params: { header: { 'Idempotency-Key': key } }, body }))
}
