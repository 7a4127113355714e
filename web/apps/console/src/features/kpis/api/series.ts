import { api, data, type Schemas } from '@steward/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Asked, LOOK_EVERY_MS, type Measure, queryOf } from './stats'

export type Period = Schemas['PeriodOut']
export type Window = Schemas['SeriesOut']['window']

/** The figures period by period, of one row or of all together. */
export function useSeries(asked: Asked, measures: readonly Measure[], window: Window, key?: string) {
  return useQuery({
    queryKey: ['stats', 'series', asked, measures, window, key],
    queryFn: ({ signal }) =>
      data(
        api.GET('/v1/stats/work-orders/series', {
          params: { query: { ...queryOf(asked), measures: [...measures], window, key } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  })
}
