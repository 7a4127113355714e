/** An order's milestones as this device knows them: what waits to be sent counts as reached. */
import type { Schemas } from '@steward/api'
import type { Item } from '@steward/offline'

export type Milestone = Schemas['MilestoneOut']

/** Lists of orders come without their plans. */
type Planned = Pick<Schemas['WorkOrderOut'], 'id' | 'milestones'>

/** Those that a report may still name. */
export function openMilestones(order: Planned, items: Item[]): Milestone[] {
  return order.milestones.filter((one) => !one.done_at && !isReached(order, one, items))
}

/** Whether a report that names it waits to be sent. */
export function isReached(order: Planned, milestone: Milestone, items: Item[]): boolean {
  return items.some(
    (item) =>
      item.order_id === order.id &&
      item.kind === 'progress' &&
      item.state === 'waiting' &&
      item.body.milestone === milestone.name,
  )
}

/**
 * The counted time that a deadline has left, in milliseconds, where that is less than the time until it falls due: then
 * it is counted in working hours only. Null where it counts around the clock, does not run, or is late.
 */
export function workingTimeLeft(deadline: Schemas['DeadlineOut'], now: number): number | null {
  const { due_at, remaining_s, state } = deadline
  if (state !== 'running' || !due_at || remaining_s === null || remaining_s <= 0) return null
  const left = remaining_s * 1000
  return Date.parse(due_at) - now - left > TOLERATED_MS ? left : null
}

/** The answer may be some minutes old, and clocks differ. */
const TOLERATED_MS = 15 * 60_000
