import { expect, test } from 'vitest'
import { isCancellable, type Order, promise, reached } from './progress'

function order(fields: Partial<Order>): Order {
  return {
    status: 'open',
    arrived_at: null,
    reporter: { id: 'rs_1', kind: 'resident', name: 'Lin' },
    deadlines: {
      respond_by: '2026-11-22T01:00:00.000Z',
      arrive_by: '2026-11-22T02:00:00.000Z',
      complete_by: '2026-11-22T08:00:00.000Z',
    },
    ...fields,
  } as Order
}

test.each([
  ['suspended', 0],
  ['open', 0],
  ['assigned', 1],
  ['accepted', 2],
  ['on_site', 3],
  ['completed', 4],
  ['closed', 4],
  ['cancelled', null],
] as const)('%s is step %s', (status, step) => {
  expect(reached(order({ status }))).toBe(step)
})

test('a pause keeps the step it came from', () => {
  expect(reached(order({ status: 'paused' }))).toBe(2)
  expect(reached(order({ status: 'paused', arrived_at: '2026-11-22T01:30:00.000Z' }))).toBe(3)
})

test('the promise is that of the next step, and none while work stands still', () => {
  expect(promise(order({ status: 'open' }))?.kind).toBe('respond')
  expect(promise(order({ status: 'accepted' }))?.kind).toBe('arrive')
  expect(promise(order({ status: 'on_site' }))?.kind).toBe('complete')
  for (const status of ['suspended', 'paused', 'completed'] as const)
    expect(promise(order({ status }))).toBeNull()
})

test('only its reporter calls it off, and only before the work begins', () => {
  expect(isCancellable(order({ status: 'accepted' }), 'rs_1')).toBe(true)
  expect(isCancellable(order({ status: 'on_site' }), 'rs_1')).toBe(false)
  expect(isCancellable(order({ status: 'open' }), 'rs_2')).toBe(false)
})
