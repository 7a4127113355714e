import { expect, test } from 'vitest'
import type { Calendar } from './api/useCalendars'
import { bodyOf, type CalendarValues, fresh, valuesOf } from './calendar-form'

const CALENDAR: Calendar = {
  id: 'cl_1',
  name: 'Nights',
  zone: 'Asia/Shanghai',
  region: 'CN',
  week: {
    monday: [
      { start: '06:00', end: '14:00' },
      { start: '16:00', end: '24:00' },
    ],
    tuesday: [{ start: '22:00', end: '06:00' }],
    wednesday: [],
    thursday: [],
    friday: [],
    saturday: [],
    sunday: [],
  },
  exceptions: [
    { date: '2026-12-24', shifts: [{ start: '09:00', end: '12:00' }], reason: 'Christmas Eve' },
    { date: '2026-12-31', shifts: [], reason: '' },
  ],
  version: 3,
}

test('a calendar that is opened and saved stays as it was, midnight too', () => {
  const { id, version, ...rest } = CALENDAR
  expect(valuesOf(CALENDAR).week.monday[1]?.end).toBe('00:00')
  expect(bodyOf(valuesOf(CALENDAR))).toEqual(rest)
})

test('what is not finished stays out, and an empty region is none', () => {
  const values = { ...fresh('Europe/Berlin'), name: 'Office', region: ' ' } as CalendarValues
  values.week.saturday = [{ start: '09:00' }]
  values.exceptions = [{ shifts: [], reason: 'no day yet' }]
  const body = bodyOf(values)
  expect(body.week.saturday).toEqual([])
  expect(body.week.monday).toHaveLength(2)
  expect(body.exceptions).toEqual([])
  expect(body.region).toBeNull()
})
