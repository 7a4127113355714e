import { api, data, type Schemas } from '@steward/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Resident = Schemas['ResidentOut']

/** One page of them. */
export function listResidents(unit?: string): FetchPage<Resident> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/residents', { params: { query: { cursor, limit, unit } }, signal }))
}

export function residentsQuery(unit?: string) {
  return queryOptions({ queryKey: ['residents', unit ?? null], queryFn: whole(listResidents(unit)) })
}

/** All residents, or those of one unit, newest first. */
export function useResidents(unit?: string) {
  return useQuery(residentsQuery(unit))
}
