import { api, data, type Schemas } from '@steward/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

export type CalendarDay = Schemas['CalendarDayOut']

/** What each day is, both ends included, such as `2026-10-01`. A new version of the calendar is asked for anew. */
export function useCalendarDays({ id, version }: { id: string; version: number }, from: string, to: string) {
  return useQuery({
    queryKey: ['calendars', id, version, from, to],
    queryFn: ({ signal }) =>
      data(
        api.GET('/v1/calendars/{calendar_id}/days', {
          params: { path: { calendar_id: id }, query: { from, to } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
}
