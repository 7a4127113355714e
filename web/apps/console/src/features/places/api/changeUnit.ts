import { api, data, type Schemas } from '@steward/api'

/** Raises a Problem 412 when the unit has another version by now. */
export function changeUnit({ id, version }: { id: string; version: number }, body: Schemas['UnitChange']) {
  const params = { path: { unit_id: id }, header: { 'If-Match': `"${version}"` } }
  return data(api.PATCH('/v1/units/{unit_id}', { params, body }))
}
