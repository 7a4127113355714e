import { expect, test } from 'vitest'
import { bodyOf, draftOf } from './template-form'

const READER = { is_resident: true, is_emergency: false }
const NAMES = [{ name: 'number' }, { name: 'is_resident' }]

test('a text message of nothing is the built-in one', () => {
  expect(bodyOf({ title: 'a', body: 'b', sms: '  ' }).sms).toBeNull()
  expect(bodyOf({ title: 'a', body: 'b', sms: 'c' }).sms).toBe('c')
})

test('a preview is asked for what is whole, with values that the kind knows', () => {
  expect(draftOf({ title: ' ', body: 'b' }, READER, NAMES)).toBeNull()
  expect(draftOf(undefined, READER, NAMES)).toBeNull()
  expect(draftOf({ title: 'a', body: 'b' }, READER, NAMES)).toEqual({
    title: 'a',
    body: 'b',
    sms: null,
    facts: { is_resident: true },
  })
})
