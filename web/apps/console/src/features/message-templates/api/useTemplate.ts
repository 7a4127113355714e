import { api, data, type Schemas } from '@steward/api'
import type { Language } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

export type Template = Schemas['TemplateOut']

/** The words that apply to a kind in a language, and the values they may name. */
export function useTemplate(kind: string, language: Language) {
  return useQuery({
    queryKey: ['templates', kind, language],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/templates/{kind}/{language}', { params: { path: { kind, language } }, signal })),
  })
}
