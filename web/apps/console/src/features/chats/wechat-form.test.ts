import { expect, test } from 'vitest'
import { bodyOf, isTwice, valuesOf } from './wechat-form'

const ACCOUNT = {
  app_id: 'wx1234567890abcdef',
  template_id: 'ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY',
  fields: { thing1: 'title' as const, time3: 'time' as const },
  mini_program_app_id: null,
  mini_program_page: null,
  version: 3,
}

test('what is known fills the form, all but the secret, and goes back as it came', () => {
  const values = valuesOf(ACCOUNT)
  expect(values).not.toHaveProperty('app_secret')
  const { version: _, ...known } = ACCOUNT
  expect(bodyOf({ ...(values as Parameters<typeof bodyOf>[0]), app_secret: ' secret ' })).toEqual({
    ...known,
    app_secret: 'secret',
  })
})

test('without an account there is one row to fill in', () => {
  expect(valuesOf(null)).toEqual({ fields: [{ name: '', shows: 'title' }] })
})

test('a field that stands twice is told', () => {
  const rows = [{ name: 'thing1' }, { name: ' thing1' }, { name: 'time3' }, undefined, {}]
  expect(isTwice(rows, 'thing1')).toBe(true)
  expect(isTwice(rows, 'time3')).toBe(false)
})
