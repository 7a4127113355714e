import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Calendar = Schemas['CalendarOut']

/** One page of them. */
export function listCalendars(): FetchPage<Calendar> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/calendars', { params: { query: { cursor, limit } }, signal }))
}

/** All calendars, in the order they were made. */
export function useCalendars() {
  return useQuery({ queryKey: ['calendars'], queryFn: whole(listCalendars()) })
}
