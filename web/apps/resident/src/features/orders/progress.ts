/** How far an order is, for its resident: five steps, and what was promised for the next one. */
import type { Schemas } from '@steward/api'
import { nextDue } from '@steward/ui'

export type Order = Schemas['WorkOrderOut']

export const STEPS = ['reported', 'assigned', 'on_the_way', 'on_site', 'done'] as const
export type StepName = (typeof STEPS)[number]

/** The step an order has reached, counted from 0; null for one that was called off. */
export function reached(order: Order): number | null {
  switch (order.status) {
    case 'suspended':
    case 'open':
      return 0
    case 'assigned':
      return 1
    case 'accepted':
      return 2
    case 'on_site':
      return 3
    case 'paused':
      return order.arrived_at ? 3 : 2
    case 'completed':
    case 'closed':
      return 4
    case 'cancelled':
      return null
  }
}

/** What the company promised for the next step, and until when; null when nothing is promised. */
export function promise(order: Order): { kind: 'respond' | 'arrive' | 'complete'; at: string } | null {
  return order.status === 'paused' || order.status === 'suspended' ? null : nextDue(order)
}

export function isOver(order: Order): boolean {
  return ['completed', 'closed', 'cancelled'].includes(order.status)
}

/** Whether its reporter may still call it off. */
export function isCancellable(order: Order, reader: string | undefined): boolean {
  return order.reporter.id === reader && ['suspended', 'open', 'assigned', 'accepted'].includes(order.status)
}
