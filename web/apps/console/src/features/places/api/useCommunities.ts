import { api, data, type Schemas } from '@steward/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Community = Schemas['CommunityOut']

/** One page of them. */
function listCommunities(): FetchPage<Community> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/communities', { params: { query: { cursor, limit } }, signal }))
}

function communitiesQuery() {
  return queryOptions({ queryKey: ['communities'], queryFn: whole(listCommunities()) })
}

/** All communities, newest first. */
export function useCommunities() {
  return useQuery(communitiesQuery())
}
