import { api, data, type Paths, type Schemas } from '@steward/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

export type Figures = Schemas['FiguresOut']
type Query = Paths['/v1/stats/work-orders']['get']['parameters']['query']
export type Measure = NonNullable<Query['measures']>[number]
export const DIMENSIONS = ['department', 'member', 'category', 'community'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Which figures. Days are those of the company's zone, both included, such as `2026-11-30`. */
export interface Asked {
  by: Dimension
  from: string
  to: string
  /** What is counted at all; absent: everything. */
  filters?: Partial<Record<Dimension, string>>
}

export const LOOK_EVERY_MS = 60_000

/** The same as the API's parameters. */
export function queryOf({ by, from, to, filters }: Asked) {
  return { group_by: by, from, to, ...filters }
}

/** The figures of a window, row by row, current to the second when asked for. */
export function useStats(asked: Asked, measures: readonly Measure[]) {
  return useQuery({
    queryKey: ['stats', asked, measures],
    queryFn: ({ signal }) =>
      data(
        api.GET('/v1/stats/work-orders', {
          params: { query: { ...queryOf(asked), measures: [...measures] } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  })
}
