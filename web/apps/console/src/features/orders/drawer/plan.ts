/** A plan as its editor holds it and as the API takes it, and where each milestone stands. */
import type { Schemas } from '@steward/api'
import { localOf, momentOf } from '../../../shared/local-time'
import type { Order } from '../../../shared/orders/order'

export type Milestone = Schemas['MilestoneOut']
type Deadline = Schemas['DeadlineOut']

export interface PlanValues {
  /** Moments as clocks of the company show them, such as `2026-11-30T17:00`. */
  milestones: { name?: string; due_at?: string }[]
}

/** States in which the API takes a plan. */
const PLANNED_IN: Order['status'][] = ['open', 'assigned', 'accepted', 'on_site', 'paused']

/** Whether this person may plan the order: whoever has it, and those who manage. */
export function mayPlan(order: Order, personId: string, can: (right: string) => boolean): boolean {
  const isConcerned = order.assignee_id === personId || can('work_order.direct')
  return can('work_order.plan') && isConcerned && PLANNED_IN.includes(order.status)
}

/** What is still to be reached, to be changed. */
export function valuesOf(milestones: readonly Milestone[], zone: string): PlanValues {
  const open = milestones.filter((one) => !one.done_at)
  return { milestones: open.map(({ name, due_at }) => ({ name, due_at: localOf(due_at, zone) })) }
}

/** The whole plan. What is reached comes last: a refusal names a milestone by its place among those of the form. */
export function bodyOf(
  values: PlanValues,
  milestones: readonly Milestone[],
  zone: string,
): Schemas['PlanIn'] {
  const open = values.milestones.flatMap(({ name, due_at }) =>
    name && due_at ? [{ name: name.trim(), due_at: momentOf(due_at, zone) }] : [],
  )
  const done = milestones.filter((one) => one.done_at).map(({ name, due_at }) => ({ name, due_at }))
  return { milestones: [...open, ...done] }
}

/** Where a milestone stands at a moment, given its clock: `still` while the order waits. */
export function standOf(
  { due_at, done_at }: Milestone,
  deadline: Deadline | undefined,
  now: number,
): 'done' | 'late' | 'missed' | 'still' | 'open' {
  if (done_at) return deadline?.state === 'breached' ? 'late' : 'done'
  if (deadline?.state === 'breached') return 'missed'
  if (deadline?.state === 'paused') return 'still'
  return Date.parse(due_at) < now ? 'missed' : 'open'
}
