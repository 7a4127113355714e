/** The resident's units by name. */
import { api, data } from '@steward/api'
import { useMe } from '@steward/ui'
import { useQueries } from '@tanstack/react-query'

/** A day: names of units hardly ever change. */
const STALE_MS = 24 * 3_600_000

export function useUnits() {
  const me = useMe()
  const ids = me.data?.resident?.unit_ids ?? []
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['unit', id],
      queryFn: () => data(api.GET('/v1/units/{unit_id}', { params: { path: { unit_id: id } } })),
      staleTime: STALE_MS,
    })),
    combine: (found) => found.map((one) => one.data).filter((unit) => unit !== undefined),
  })
}
