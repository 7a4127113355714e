import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import type { Measure } from './stats'

export type About = Pick<Schemas['MeasureOut'], 'unit' | 'is_listed'>

/** What each measure is of, and whether the orders behind it can be listed. */
export function useMeasures() {
  return useQuery({
    queryKey: ['stats', 'measures'],
    queryFn: async ({ signal }) => {
      const { items } = await data(api.GET('/v1/stats/measures', { signal }))
      return new Map(items.map((one) => [one.name as Measure, one as About]))
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}
