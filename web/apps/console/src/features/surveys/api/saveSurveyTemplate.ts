import { api, data, type Schemas } from '@steward/api'
import type { SurveyTemplate } from './useSurveyTemplates'

/** Makes a template, or changes it. Raises a Problem 412 when it has another version by now, 409 for a code that is taken. */
export function saveSurveyTemplate(
  known: SurveyTemplate | null,
  body: Schemas['SurveyTemplateIn'],
  key: string,
): Promise<SurveyTemplate> {
  if (!known) {
    const params = { header: { 'Idempotency-Key': key } }
    return data(api.POST('/v1/survey-templates', { params, body }))
  }
  const { code, ...changes } = body
  const params = { path: { template_code: code }, header: { 'If-Match': `"${known.version}"` } }
  return data(api.PATCH('/v1/survey-templates/{template_code}', { params, body: changes }))
}
