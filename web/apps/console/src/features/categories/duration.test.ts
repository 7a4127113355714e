import { expect, test } from 'vitest'
import { inUnits, isoOf, secondsOf } from './duration'

test.each([
  ['PT30M', 1800],
  ['PT2H', 7200],
  ['P1D', 86_400],
  ['P1DT2H30M', 95_400],
  ['P2W', 1_209_600],
  ['-PT10M', -600],
  ['PT0S', 0],
  ['PT90S', 90],
])('%s lasts %d seconds', (iso, seconds) => {
  expect(secondsOf(iso)).toBe(seconds)
})

test.each(['', 'P', 'PT', '30M', 'PT1.5H', 'P1Y'])('%s is no duration', (iso) => {
  expect(secondsOf(iso)).toBeNull()
})

// chalicelib/kernel/schema.py takes no other form.
const TIME = String.raw`T(\d{1,5}H(\d{1,5}M)?(\d{1,7}S)?|\d{1,5}M(\d{1,7}S)?|\d{1,7}S)`
const TAKEN = new RegExp(`^-?P(\\d{1,4}W|\\d{1,4}D(${TIME})?|${TIME})$`)

test('what is written is read as the same, in a form that the API takes', () => {
  for (const seconds of [
    0, 1, 59, 60, 600, 3600, 3601, 5400, 86_400, 86_401, 90_061, 172_800, -600, -90_060,
  ]) {
    expect(isoOf(seconds)).toMatch(TAKEN)
    expect(secondsOf(isoOf(seconds))).toBe(seconds)
  }
})

test('people see the largest whole unit', () => {
  expect(inUnits(1800)).toEqual({ count: 30, unit: 'minutes' })
  expect(inUnits(7200)).toEqual({ count: 2, unit: 'hours' })
  expect(inUnits(5400)).toEqual({ count: 90, unit: 'minutes' })
  expect(inUnits(-172_800)).toEqual({ count: -2, unit: 'days' })
  expect(inUnits(0)).toEqual({ count: 0, unit: 'minutes' })
})
