import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

export type Account = Schemas['AccountOut']

/** Where a unit stands today, with its newest charges and payments. */
export function useAccount(unitId: string) {
  return useQuery({
    queryKey: ['account', unitId],
    queryFn: () => data(api.GET('/v1/units/{unit_id}/account', { params: { path: { unit_id: unitId } } })),
  })
}
