import { api, data, type Schemas } from '@steward/api'

/** Raises a Problem 412 when the resident has another version by now. */
export function changeResident(
  { id, version }: { id: string; version: number },
  body: Schemas['ResidentChange'],
) {
  const params = { path: { resident_id: id }, header: { 'If-Match': `"${version}"` } }
  return data(api.PATCH('/v1/residents/{resident_id}', { params, body }))
}
