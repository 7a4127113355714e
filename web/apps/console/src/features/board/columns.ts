/** Which card stands where on the board. */
import type { Status } from '@steward/ui'
import { ACTIVE, type Order } from '../../shared/orders/order'

export interface Lane {
  status: Status
  orders: Order[]
}

/** One lane a state, in the order an order goes through them; in a lane the most pressing first. */
export function lanes(orders: Order[]): Lane[] {
  return ACTIVE.map((status) => ({
    status,
    orders: orders.filter((order) => order.status === status).sort(byUrgency),
  }))
}

/** Emergencies, then what is late or falls due soonest, then what has stood longest. */
function byUrgency(one: Order, other: Order): number {
  if (one.is_emergency !== other.is_emergency) return one.is_emergency ? -1 : 1
  return dueOf(one).localeCompare(dueOf(other)) || one.stands.since.localeCompare(other.stands.since)
}

/** After every moment that is a time: orders without a deadline come last. */
const NEVER = '9'

function dueOf({ deadlines: { respond_by, arrive_by, complete_by }, status }: Order): string {
  const waits = status === 'open' || status === 'assigned'
  return (waits && respond_by) || (status === 'accepted' && arrive_by) || complete_by || NEVER
}

/** How many of these orders each person has. */
export function loads(orders: Order[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { assignee_id } of orders)
    if (assignee_id) counts.set(assignee_id, (counts.get(assignee_id) ?? 0) + 1)
  return counts
}
