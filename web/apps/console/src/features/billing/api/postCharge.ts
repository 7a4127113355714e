import { api, data, type Schemas } from '@steward/api'

export function postCharge(body: Schemas['ChargeIn'], key: string) {
  return data(api.POST('/v1/charges', { params: { header: { 'Idempotency-Key': key } }, body }))
}
