import { api, data, type Schemas } from '@steward/api'

export function createCategory(body: Schemas['CategoryIn'], key: string) {
  return data(api.POST('/v1/categories', { params: { header: { 'Idempotency-Key': key } }, body }))
}
