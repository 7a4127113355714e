import type { Schemas } from '@steward/api'
import { expect, test } from 'vitest'
import { byUrgency } from './urgency'

type Order = Schemas['WorkOrderOut']

function order(id: string, complete_by: string | null, others: Partial<Order> = {}): Order {
  const deadlines = { respond_by: null, arrive_by: null, complete_by }
  return {
    id,
    status: 'on_site',
    is_emergency: false,
    deadlines,
    reported_at: '2026-01-01T00:00:00Z',
    ...others,
  } as Order
}

test('emergencies, then the deadline that ends first, and what waits for others at the end', () => {
  const orders = [
    order('paused', null),
    order('evening', '2026-01-01T18:00:00Z'),
    order('late', '2025-12-31T18:00:00Z'),
    order('gas', '2026-01-01T20:00:00Z', { is_emergency: true }),
    order('paused before', null, { reported_at: '2025-12-01T00:00:00Z' }),
  ]
  expect(orders.toSorted(byUrgency).map(({ id }) => id)).toEqual([
    'gas',
    'late',
    'evening',
    'paused before',
    'paused',
  ])
})
