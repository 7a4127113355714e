import { expect, test } from 'vitest'
import type { Order } from '../../shared/orders/order'
import { grouped } from './groups'

const now = Date.parse('2026-11-22T12:00:00Z')
function order(id: string, person: string | null, since: string): Order {
  return { id, status: 'assigned', stands: { person_id: person, department_id: 'dp_1', since } } as Order
}

test('who has kept somebody waiting longest comes first, and their oldest order first', () => {
  const groups = grouped(
    [
      order('a', 'mb_1', '2026-11-22T11:00:00Z'),
      order('b', 'mb_2', '2026-11-22T09:00:00Z'),
      order('c', 'mb_2', '2026-11-22T08:00:00Z'),
      order('d', null, '2026-11-22T11:59:00Z'),
    ],
    'person',
    now,
  )
  expect(groups.map(({ key, longest }) => [key, longest / 3_600_000])).toEqual([
    ['mb_2', 4],
    ['mb_1', 1],
    ['', 1 / 60],
  ])
  expect(groups[0]?.orders.map(({ id }) => id)).toEqual(['c', 'b'])
  expect(groups[0]?.total).toBe(7 * 3_600_000)
})
