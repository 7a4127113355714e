import { api, data, type Schemas } from '@steward/api'

/** Raises a Problem 412 when the calendar has another version by now. */
export function changeCalendar(
  { id, version }: { id: string; version: number },
  body: Schemas['CalendarPatch'],
) {
  const params = { path: { calendar_id: id }, header: { 'If-Match': `"${version}"` } }
  return data(api.PATCH('/v1/calendars/{calendar_id}', { params, body }))
}
