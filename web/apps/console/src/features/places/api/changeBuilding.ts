import { api, data, type Schemas } from '@steward/api'

/** Raises a Problem 412 when the building has another version by now. */
export function changeBuilding(
  { id, version }: { id: string; version: number },
  body: Schemas['BuildingChange'],
) {
  const params = { path: { building_id: id }, header: { 'If-Match': `"${version}"` } }
  return data(api.PATCH('/v1/buildings/{building_id}', { params, body }))
}
