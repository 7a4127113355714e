import { expect, test } from 'vitest'
import { bodyOf } from './outcome'

test('a score goes with an answer, and never with a silence', () => {
  expect(bodyOf({ outcome: 'fixed', score: 5, text: ' Dry. ' })).toEqual({
    outcome: 'fixed',
    score: 5,
    text: 'Dry.',
  })
  expect(bodyOf({ outcome: 'unreachable', score: 4 })).toEqual({
    outcome: 'unreachable',
    score: null,
    text: null,
  })
  expect(bodyOf({ outcome: 'not_fixed', score: 0, text: ' ' }).score).toBeNull()
})
