import { api, data, type Schemas } from '@steward/api'

/** Raises a Problem 412 when the department has another version by now. */
export function changeDepartment(
  { id, version }: { id: string; version: number },
  body: Schemas['DepartmentPatch'],
) {
  const params = { path: { department_id: id }, header: { 'If-Match': `"${version}"` } }
  return data(api.PATCH('/v1/departments/{department_id}', { params, body }))
}
