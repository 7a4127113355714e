/** Where work has come to a stop: orders by whom they wait for, the longest wait first. */
import { type Order, stoodFor } from '../../shared/orders/order'

export const GROUPINGS = ['department', 'person', 'status'] as const
export type Grouping = (typeof GROUPINGS)[number]

export interface Group {
  /** The id that its orders have in common; empty when they stand with nobody. */
  key: string
  orders: Order[]
  /** Milliseconds that the oldest has stood. */
  longest: number
  /** Milliseconds, all of them together. */
  total: number
}

export function grouped(orders: Order[], by: Grouping, now: number): Group[] {
  const groups = new Map<string, Order[]>()
  for (const order of orders) {
    const key = keyOf(order, by)
    groups.set(key, [...(groups.get(key) ?? []), order])
  }
  return [...groups]
    .map(([key, members]) => {
      const waits = members.map((order) => stoodFor(order, now))
      return {
        key,
        orders: members.toSorted((one, other) => one.stands.since.localeCompare(other.stands.since)),
        longest: Math.max(...waits),
        total: waits.reduce((sum, wait) => sum + wait, 0),
      }
    })
    .sort((one, other) => other.longest - one.longest)
}

function keyOf(order: Order, by: Grouping): string {
  if (by === 'status') return order.status
  return (by === 'department' ? order.stands.department_id : order.stands.person_id) ?? ''
}
