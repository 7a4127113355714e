import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type SurveyTemplate = Schemas['SurveyTemplateOut']

/** One page of them, by code. */
export const listSurveyTemplates: FetchPage<SurveyTemplate> = ({ cursor, limit, signal }) =>
  data(api.GET('/v1/survey-templates', { params: { query: { cursor, limit } }, signal }))

export function useSurveyTemplates() {
  return useQuery({ queryKey: ['survey-templates'], queryFn: whole(listSurveyTemplates) })
}
