import { api, data, type Schemas } from '@steward/api'
import type { Template } from './useTemplate'

/** Replaces the words. Raises a Problem 412 when they have another version by now, 422 for what could fail. */
export function saveTemplate({ kind, language, version }: Template, body: Schemas['TemplateIn']) {
  const params = { path: { kind, language }, header: { 'If-Match': `"${version}"` } }
  return data(api.PUT('/v1/templates/{kind}/{language}', { params, body }))
}
