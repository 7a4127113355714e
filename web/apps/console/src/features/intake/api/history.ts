import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

const SHOWN = 6

/** The latest orders of a unit: who calls has often called before. */
export function useHistory(unit: string | undefined) {
  return useQuery({
    queryKey: ['orders', 'of-unit', unit],
    queryFn: () => data(api.GET('/v1/work-orders', { params: { query: { unit, limit: SHOWN } } })),
    enabled: !!unit,
  })
}
