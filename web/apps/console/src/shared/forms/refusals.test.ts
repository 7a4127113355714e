import { Problem } from '@steward/api'
import { expect, test } from 'vitest'
import { refusals } from './refusals'

const has = (name: string) => name === 'phone'

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
