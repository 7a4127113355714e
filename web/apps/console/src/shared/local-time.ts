/** Moments as a field of type `datetime-local` has them, in the company's zone and not the device's. */
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

/** `2026-11-30T17:00` of an RFC 3339 moment. */
export function localOf(moment: string, zone: string): string {
  return dayjs(moment).tz(zone).format('YYYY-MM-DDTHH:mm')
}

/** The moment, in UTC, that the clocks of a zone show as `2026-11-30T17:00`. */
export function momentOf(local: string, zone: string): string {
  return dayjs.tz(local, zone).toISOString()
}
