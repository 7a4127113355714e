import { api, data, type Schemas } from '@steward/api'

export function changeTenant(body: Schemas['TenantPatch']) {
  return data(api.PATCH('/v1/tenant', { body }))
}
