import { api, data } from '@steward/api'
import type { Template } from './useTemplate'

/** Back to the built-in words. Raises a Problem 412 when they have another version by now. */
export function resetTemplate({ kind, language, version }: Template) {
  const params = { path: { kind, language }, header: { 'If-Match': `"${version}"` } }
  return data(api.DELETE('/v1/templates/{kind}/{language}', { params }))
}
