/** A period of a series by name: its day, its first day, its month or its year. */
import { day } from '@steward/ui'
import type { Window } from './api/series'

export function periodName(from: string, window: Window, language: string): string {
  const inMonth = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  const of: Record<Window, Intl.DateTimeFormatOptions> = {
    day: inMonth,
    week: inMonth,
    month: { month: 'short', year: 'numeric', timeZone: 'UTC' },
    year: { year: 'numeric', timeZone: 'UTC' },
  }
  return new Intl.DateTimeFormat(language, of[window]).format(new Date(`${from}T00:00Z`))
}

/** Both ends of it, or the one day that it is. */
export function daysOf({ from, to }: { from: string; to: string }): string {
  return from === to ? day(from) : `${day(from)} – ${day(to)}`
}
