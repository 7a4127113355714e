import { api, data, type Schemas } from '@steward/api'

export function createCalendar(body: Schemas['CalendarIn'], key: string) {
  return data(api.POST('/v1/calendars', { params: { header: { 'Idempotency-Key': key } }, body }))
}
