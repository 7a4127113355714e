import { api, data, type Schemas } from '@steward/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Template } from './useTemplate'

/** What somebody would read of a draft; none is asked for while the draft is null. Stores nothing. */
export function usePreview({ kind, language }: Template, draft: Schemas['PreviewIn'] | null) {
  return useQuery({
    queryKey: ['template-preview', kind, language, draft],
    queryFn: ({ signal }) =>
      data(
        api.POST('/v1/templates/{kind}/{language}/preview', {
          params: { path: { kind, language } },
          body: draft ?? undefined,
          signal,
        }),
      ),
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
}
