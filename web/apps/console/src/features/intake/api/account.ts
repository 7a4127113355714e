import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

/** What a unit owes. */
export function useAccount(unit: string | undefined, isAllowed: boolean) {
  return useQuery({
    queryKey: ['account', unit],
    queryFn: () =>
      data(api.GET('/v1/units/{unit_id}/account', { params: { path: { unit_id: unit ?? '' } } })),
    enabled: !!unit && isAllowed,
  })
}
