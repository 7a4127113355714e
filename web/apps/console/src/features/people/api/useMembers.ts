import { api, data, type Schemas } from '@steward/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Member = Schemas['MemberOut']

/** One page of them. */
export function listMembers(department?: string): FetchPage<Member> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/members', { params: { query: { cursor, limit, department } }, signal }))
}

function membersQuery(department?: string) {
  return queryOptions({ queryKey: ['members', department ?? null], queryFn: whole(listMembers(department)) })
}

/** All members, revoked ones too, or those who work in a department now. */
export function useMembers(department?: string) {
  return useQuery(membersQuery(department))
}
