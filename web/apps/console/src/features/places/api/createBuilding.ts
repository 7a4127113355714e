import { api, data, type Schemas } from '@steward/api'

export function createBuilding(body: Schemas['BuildingIn'], key: string) {
  return data(api.POST('/v1/buildings', { params: { header: { 'Idempotency-Key': key } }, body }))
}
