import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

export type Tenant = Schemas['TenantOut']

/** The company with its policies. */
export function useTenant() {
  return useQuery({ queryKey: ['tenant'], queryFn: () => data(api.GET('/v1/tenant')) })
}
