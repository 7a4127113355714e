import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

/** One unit; nothing is asked while its id is unknown. */
export function useUnit(unitId: string | undefined) {
  return useQuery({
    queryKey: ['units', 'one', unitId],
    queryFn: () => data(api.GET('/v1/units/{unit_id}', { params: { path: { unit_id: unitId ?? '' } } })),
    enabled: !!unitId,
  })
}
