import { api, data, type Schemas } from '@steward/api'

/** Asks everybody in a department, and its heads, for speed. */
export function nudgeDepartment(id: string, body: Schemas['NudgeDepartmentIn'], key: string) {
  const params = { path: { department_id: id }, header: { 'Idempotency-Key': key } }
  return data(api.POST('/v1/departments/{department_id}/nudges', { params, body }))
}
