/** Calendar days in the company's zone: what its people mean by "today". */

/** The day it is now in a time zone, such as `2026-11-30`. */
export function today(zone: string, now: number = Date.now()): string {
  // Swedish writes dates the way ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now)
}
