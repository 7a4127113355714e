import { api, data, type Schemas } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'

export type Stall = Schemas['StallOut']

export interface Sought {
  department?: string
  member?: string
  state?: Stall['state'][]
  /** ISO 8601, such as `PT4H`. */
  older_than?: string
}

/** One page of orders by how long they have not moved, the longest first. */
export function listStalls(sought: Sought): FetchPage<Stall> {
  return ({ signal, ...page }) =>
    data(api.GET('/v1/boards/stalls', { params: { query: { ...sought, ...page } }, signal }))
}
