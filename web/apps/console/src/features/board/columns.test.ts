import { expect, test } from 'vitest'
import type { Order } from '../../shared/orders/order'
import { lanes, loads } from './columns'

function order(id: string, status: Order['status'], more: Partial<Order> = {}): Order {
  const deadlines = { respond_by: null, arrive_by: null, complete_by: null }
  const stands = { status, since: '2026-11-22T08:00:00Z', department_id: 'dp_1', person_id: null }
  return { id, status, deadlines, stands, is_emergency: false, assignee_id: null, ...more } as Order
}

test('an emergency comes before what is due, and what is due before what has no deadline', () => {
  const due = (at: string) => ({ deadlines: { respond_by: at, arrive_by: null, complete_by: null } })
  const open = lanes([
    order('never', 'open'),
    order('later', 'open', due('2026-11-22T10:00:00Z')),
    order('sooner', 'open', due('2026-11-22T09:00:00Z')),
    order('gas', 'open', { is_emergency: true }),
  ]).find((lane) => lane.status === 'open')
  expect(open?.orders.map(({ id }) => id)).toEqual(['gas', 'sooner', 'later', 'never'])
})

test('every lane is there, empty ones too, and nothing that is done', () => {
  const all = lanes([order('done', 'completed'), order('held', 'suspended')])
  expect(all.map((lane) => lane.status)).toEqual([
    'suspended',
    'open',
    'assigned',
    'accepted',
    'on_site',
    'paused',
  ])
  expect(all.flatMap((lane) => lane.orders).map(({ id }) => id)).toEqual(['held'])
})

test('the load of a technician is what they have in hand', () => {
  const mine = { assignee_id: 'mb_1' }
  expect(loads([order('a', 'on_site', mine), order('b', 'paused', mine), order('c', 'open')])).toEqual(
    new Map([['mb_1', 2]]),
  )
})
