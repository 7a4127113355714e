import { api, data, type Schemas } from '@steward/api'

export function createUnit(body: Schemas['UnitIn'], key: string) {
  return data(api.POST('/v1/units', { params: { header: { 'Idempotency-Key': key } }, body }))
}
