/** The company, with what it says of paying. */
import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

const STALE_MS = 3_600_000

export function useTenant() {
  return useQuery({
    queryKey: ['tenant'],
    queryFn: () => data(api.GET('/v1/tenant')),
    staleTime: STALE_MS,
  })
}
