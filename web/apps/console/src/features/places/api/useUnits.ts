import { api, data, type Schemas } from '@steward/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Unit = Schemas['UnitOut']

/** One page of them. */
function listUnits(building?: string): FetchPage<Unit> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/units', { params: { query: { cursor, limit, building } }, signal }))
}

export function unitsQuery(building?: string) {
  return queryOptions({ queryKey: ['units', building ?? null], queryFn: whole(listUnits(building)) })
}

/** All units, or those of one building, newest first. */
export function useUnits(building?: string) {
  return useQuery(unitsQuery(building))
}
