import { expect, test } from 'vitest'
import { decision } from './decision'

test('trying again keeps the key; other values, or a second wish, get a new one', () => {
  const one = decision()
  const first = one.keyFor({ name: 'A' })
  expect(one.keyFor({ name: 'A' })).toBe(first)
  const second = one.keyFor({ name: 'B' })
  expect(second).not.toBe(first)
  one.settle()
  expect(one.keyFor({ name: 'B' })).not.toBe(second)
})
