import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import { walk } from '../../../shared/table/walk'

export type Resident = Schemas['ResidentOut']
const FRESH_MS = 5 * 60_000

/** Everybody who lives here: the desk looks callers up by name or number while they speak. */
export function useResidents() {
  return useQuery({
    queryKey: ['names', 'residents'],
    queryFn: ({ signal }) =>
      walk<Resident>(
        (page) =>
          data(
            api.GET('/v1/residents', {
              params: { query: { limit: page.limit, cursor: page.cursor } },
              signal: page.signal,
            }),
          ),
        () => {},
        signal,
      ),
    staleTime: FRESH_MS,
  })
}
