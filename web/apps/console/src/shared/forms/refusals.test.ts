import { Problem } from '@steward/api'
import { expect, test } from 'vitest'
import { refusals } from './refusals'

const has = (path: (string | number)[]) => ['phone', 'exceptions'].includes(path.join('.'))

test('a field of the form says its own refusal', () => {
  const failure = new Problem(422, 'invalid', '', [{ loc: ['body', 'phone'], message: 'no number' }])
  expect(refusals(failure, has)).toEqual({
    fields: [{ name: ['phone'], errors: ['no number'] }],
    rest: null,
  })
})

test('what has no field stays to be said elsewhere', () => {
  const failure = new Problem(422, 'invalid', '', [
    { loc: ['body', 'phone'], message: 'no number' },
    { loc: ['body', 'language'], message: 'unknown' },
  ])
  expect(refusals(failure, has).rest).toBe(failure)
  const broken = new Error('x')
  expect(refusals(broken, has)).toEqual({ fields: [], rest: broken })
})

test('what lies deeper than the fields is said at the nearest one above', () => {
  const errors = [{ loc: ['body', 'exceptions', '2026-12-24'], message: 'overlap' }]
  expect(refusals(new Problem(422, 'invalid', '', errors), has)).toEqual({
    fields: [{ name: ['exceptions'], errors: ['overlap'] }],
    rest: null,
  })
})
