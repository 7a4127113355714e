import { api, data, type Schemas } from '@steward/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Building = Schemas['BuildingOut']

/** One page of them. */
function listBuildings(community?: string): FetchPage<Building> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/buildings', { params: { query: { cursor, limit, community } }, signal }))
}

export function buildingsQuery(community?: string) {
  return queryOptions({
    queryKey: ['buildings', community ?? null],
    queryFn: whole(listBuildings(community)),
  })
}

/** All buildings, or those of one community, newest first. */
export function useBuildings(community?: string) {
  return useQuery(buildingsQuery(community))
}
