import { expect, test } from 'vitest'
import { answerOf, chosenBy, withOutcome } from './choice'

test.each([
  ['?score=4', 4, 'fixed'],
  ['?outcome=half_fixed', 3, 'half_fixed'],
  ['?outcome=not_fixed', 1, 'not_fixed'],
  ['?score=2&outcome=not_fixed', 2, 'not_fixed'],
  ['', null, 'fixed'],
  ['?score=6', null, 'fixed'],
  ['?score=4.5&outcome=splendid', null, 'fixed'],
] as const)('a link with %s has chosen', (search, score, outcome) => {
  expect(chosenBy(search)).toMatchObject({ score, outcome })
})

test('without a score there is nothing to send', () => {
  expect(answerOf(chosenBy(''))).toBeNull()
  expect(answerOf({ ...chosenBy('?score=5'), text: '  ' })).toEqual({
    score: 5,
    outcome: 'fixed',
    not_fixed: false,
    scores: {},
    tags: [],
    text: null,
  })
})

test('half fixed sends the order back as well', () => {
  expect(answerOf(chosenBy('?outcome=half_fixed'))).toMatchObject({ outcome: 'half_fixed', not_fixed: true })
})

test('a score that was chosen outlives another outcome, one that went with it does not', () => {
  expect(withOutcome(chosenBy('?outcome=not_fixed'), 'fixed').score).toBeNull()
  expect(withOutcome(chosenBy('?score=4'), 'half_fixed').score).toBe(4)
  expect(withOutcome(chosenBy(''), 'not_fixed').score).toBe(1)
})
