import { api, data, type Schemas } from '@steward/api'

/** Raises a Problem 412 when the category has another version by now. */
export function changeCategory(
  { code, version }: { code: string; version: number },
  body: Schemas['CategoryPatch'],
) {
  const params = { path: { code }, header: { 'If-Match': `"${version}"` } }
  return data(api.PATCH('/v1/categories/{code}', { params, body }))
}
