/** A calendar as its editor holds it, and as the API takes it. */
import type { Schemas } from '@steward/api'
import type { Calendar } from './api/useCalendars'

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** As a clock shows them; a shift that ends at 00:00 ends with the day. */
export interface ShiftValues {
  start?: string
  end?: string
}

export interface OwnDayValues {
  date?: string
  shifts: ShiftValues[]
  reason?: string
}

export interface CalendarValues {
  name: string
  zone: string
  region?: string
  week: Record<(typeof DAYS)[number], ShiftValues[]>
  exceptions: OwnDayValues[]
}

const MIDNIGHT = '00:00'
const END_OF_DAY = '24:00'
const OFFICE: ShiftValues[] = [
  { start: '09:00', end: '12:00' },
  { start: '13:00', end: '18:00' },
]

/** Office hours from Monday to Friday. */
export function fresh(zone: string): Partial<CalendarValues> {
  const week = DAYS.map((day) => [day, day === 'saturday' || day === 'sunday' ? [] : OFFICE])
  return { zone, week: Object.fromEntries(week), exceptions: [] }
}

export function valuesOf({ name, zone, region, week, exceptions }: Calendar): CalendarValues {
  return {
    name,
    zone,
    region: region ?? undefined,
    week: {
      monday: week.monday.map(shown),
      tuesday: week.tuesday.map(shown),
      wednesday: week.wednesday.map(shown),
      thursday: week.thursday.map(shown),
      friday: week.friday.map(shown),
      saturday: week.saturday.map(shown),
      sunday: week.sunday.map(shown),
    },
    exceptions: exceptions.map((one) => ({ ...one, shifts: one.shifts.map(shown) })),
  }
}

/** The whole calendar: what is not named is gone. Rows without their date or hours are not finished. */
export function bodyOf(values: CalendarValues): Schemas['CalendarIn'] {
  return {
    name: values.name,
    zone: values.zone,
    region: values.region?.trim() || null,
    week: Object.fromEntries(DAYS.map((day) => [day, meant(values.week[day])])),
    exceptions: values.exceptions.flatMap(({ date, shifts, reason }) =>
      date ? [{ date, shifts: meant(shifts), reason: reason?.trim() ?? '' }] : [],
    ),
  }
}

function shown({ start, end }: Schemas['ShiftOut']): ShiftValues {
  return { start, end: end === END_OF_DAY ? MIDNIGHT : end }
}

function meant(shifts: readonly ShiftValues[] = []): Schemas['ShiftBody'][] {
  return shifts.flatMap(({ start, end }) =>
    start && end ? [{ start, end: end === MIDNIGHT ? END_OF_DAY : end }] : [],
  )
}
