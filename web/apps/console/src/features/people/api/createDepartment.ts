import { api, data, type Schemas } from '@steward/api'

export function createDepartment(body: Schemas['DepartmentIn'], key: string) {
  return data(api.POST('/v1/departments', { params: { header: { 'Idempotency-Key': key } }, body }))
}
