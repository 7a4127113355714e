import { api, data, type Schemas } from '@steward/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { queryOf, type Sought } from '../sought'

export type Worked = Schemas['WorkedOut']
export type Passage = Schemas['PassageOut']
export type TimeLimit = Schemas['TimeLimitOut']

/** A digest page by page, the order that was worked with last first. */
export function useDigest(sought: Sought) {
  return useInfiniteQuery({
    queryKey: ['stats', 'digest', sought],
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET('/v1/stats/digest', {
          params: { query: { ...queryOf(sought), cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}
