import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Resident = Schemas['ResidentOut']

/** One page of them: of a unit's, or of those found by name, telephone or unit. */
export function listResidents({ unit, q }: { unit?: string; q?: string }): FetchPage<Resident> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/residents', { params: { query: { cursor, limit, unit, q } }, signal }))
}

/** The residents of one unit, newest first. */
export function useResidents(unit: string) {
  return useQuery({ queryKey: ['residents', unit], queryFn: whole(listResidents({ unit })) })
}
