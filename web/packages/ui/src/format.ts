/** Money, moments and durations as people read them. Moments are shown in the company's time zone. */
import type { Schemas } from '@steward/api'
import type { TFunction } from 'i18next'
import { language } from './i18n'

let timeZone: string | undefined

/** The zone that moments are shown in from now on: the company's. */
export function showIn(zone: string): void {
  timeZone = zone
}

export function money(value: Schemas['Money']): string {
  const format = new Intl.NumberFormat(language(), { style: 'currency', currency: value.currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(value.amount / 10 ** digits)
}

/** Day and time of an RFC 3339 moment. */
export function moment(value: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(value),
  )
}

/** Time of day of an RFC 3339 moment. */
export function timeOfDay(value: string): string {
  return new Intl.DateTimeFormat(language(), { timeStyle: 'short', timeZone }).format(new Date(value))
}

/** A calendar day such as `2026-11-30`. */
export function day(value: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${value}T00:00Z`),
  )
}

/** The calendar day of an RFC 3339 moment in the company's zone, such as `2026-11-30`. */
export function dayOf(value: string): string {
  // The Swedish way of writing days is ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(new Date(value))
}

/** About how long, in at most two units: `1 h 20 min`. */
export function duration(milliseconds: number, t: TFunction<'ui'>): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  const parts: [number, 'days' | 'hours' | 'minutes'][] = [
    [Math.floor(minutes / 1440), 'days'],
    [Math.floor((minutes % 1440) / 60), 'hours'],
    [minutes % 60, 'minutes'],
  ]
  const told = parts.filter(([count]) => count > 0).slice(0, 2)
  if (told.length === 0) return t('time.minutes', { count: 1 })
  return told.map(([count, unit]) => t(`time.${unit}`, { count })).join(' ')
}
