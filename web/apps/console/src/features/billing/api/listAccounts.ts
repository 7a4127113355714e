import { api, data, type Schemas } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'

export type UnitStanding = Schemas['UnitStandingOut']

interface Which {
  community?: string
  building?: string
  standing?: 'clear' | 'arrears'
}

/** One page of units with where they stand today. */
export function listAccounts(which: Which): FetchPage<UnitStanding> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/accounts', { params: { query: { cursor, limit, ...which } }, signal }))
}
