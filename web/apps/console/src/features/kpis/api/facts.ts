import { api, data, type Paths, type Schemas } from '@steward/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type Asked, queryOf } from './stats'

export type Fact = Schemas['FactOut']
/** A measure that is a plain count. */
export type Count = Paths['/v1/stats/work-orders/facts']['get']['parameters']['query']['measure']

/** A figure that can be looked behind: a count, of one row or of all together. */
export interface Figure {
  asked: Asked
  measure: Count
  key?: string
  /** Whose figure it is, in words. */
  name: string
}

const PAGE = 100

/** The orders behind a figure, the newest day first; their values add up to it. */
export function useFacts({ asked, measure, key }: Figure) {
  return useInfiniteQuery({
    queryKey: ['stats', 'facts', asked, measure, key],
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET('/v1/stats/work-orders/facts', {
          params: { query: { ...factsQuery({ asked, measure, key }), cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** The API's parameters for what is behind a figure. */
export function factsQuery({ asked, measure, key }: Pick<Figure, 'asked' | 'measure' | 'key'>) {
  return { ...queryOf(asked), measure, key }
}
