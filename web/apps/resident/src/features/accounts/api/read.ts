/** A unit's account: what is owed, and the lines that led there. */
import { api, data, type Schemas } from '@steward/api'
import { queryOptions } from '@tanstack/react-query'

export type Account = Schemas['AccountOut']

export function account(unit: string) {
  return queryOptions({
    queryKey: ['account', unit],
    queryFn: () => data(api.GET('/v1/units/{unit_id}/account', { params: { path: { unit_id: unit } } })),
    refetchInterval: 60_000,
  })
}
