import { api, data, type Schemas } from '@steward/api'
import { useQueries, useQuery } from '@tanstack/react-query'
import { walk } from '../../../shared/table/walk'

type Unit = Schemas['UnitOut']
const FRESH_MS = 5 * 60_000

/** The units of a building. */
export function useUnits(building: string | undefined) {
  return useQuery({
    queryKey: ['names', 'units', building],
    queryFn: ({ signal }) =>
      walk<Unit>(
        (page) =>
          data(
            api.GET('/v1/units', {
              params: { query: { building, limit: page.limit, cursor: page.cursor } },
              signal: page.signal,
            }),
          ),
        () => {},
        signal,
      ),
    enabled: !!building,
    staleTime: FRESH_MS,
  })
}

/** These units, such as those of one resident. */
export function useUnitsById(ids: string[]): Unit[] {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['names', 'unit', id],
      queryFn: () => data(api.GET('/v1/units/{unit_id}', { params: { path: { unit_id: id } } })),
      staleTime: FRESH_MS,
    })),
    combine: (asked) => asked.flatMap((one) => (one.data ? [one.data] : [])),
  })
}
