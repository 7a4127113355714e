/** What to do first. */
import type { Schemas } from '@steward/api'
import { nextDue } from '@steward/ui'

type Order = Schemas['WorkOrderOut']

/** Emergencies first, then whichever deadline ends first; what waits for something else comes last. */
export function byUrgency(one: Order, other: Order): number {
  if (one.is_emergency !== other.is_emergency) return one.is_emergency ? -1 : 1
  const due = nextDue(one)?.at
  const otherDue = nextDue(other)?.at
  if (due && otherDue) return Date.parse(due) - Date.parse(otherDue)
  if (due || otherDue) return due ? -1 : 1
  return Date.parse(one.reported_at) - Date.parse(other.reported_at)
}
