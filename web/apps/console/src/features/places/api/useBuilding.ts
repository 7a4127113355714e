import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

/** One building; nothing is asked while its id is unknown. */
export function useBuilding(buildingId: string | undefined) {
  return useQuery({
    queryKey: ['buildings', 'one', buildingId],
    queryFn: () =>
      data(api.GET('/v1/buildings/{building_id}', { params: { path: { building_id: buildingId ?? '' } } })),
    enabled: !!buildingId,
  })
}
