/**
 * Everything the console can do to an order, as data: who may, from which states, and what is asked first. The API
 * decides in the end; what it refuses is said in the dialog.
 */
import type { Status } from '@steward/ui'
import { ACTIVE, ALL_STATES } from '../../../shared/orders/order'
import type { Send } from '../../../shared/orders/useOrderAction'
import type { Right } from '../../../shared/rights'
import { acknowledge } from '../api/acknowledge'
import { addCollaborator } from '../api/add-collaborator'
import { assign } from '../api/assign'
import { cancel } from '../api/cancel'
import { direct } from '../api/direct'
import { nudge } from '../api/nudge'
import { prioritise } from '../api/prioritise'
import { rate } from '../api/rate'
import { reclassify } from '../api/reclassify'
import { rework } from '../api/rework'
import { waiveHold } from '../api/waive-hold'

/** What a dialog asks: the body's field, how, and whether it may stay empty. */
export interface Question {
  name: string
  kind: 'text' | 'technician' | 'member' | 'score' | 'priority' | 'category' | 'minutes'
  isOptional?: boolean
}

export interface Intervention {
  name:
    | 'assign'
    | 'direct'
    | 'nudge'
    | 'prioritise'
    | 'reclassify'
    | 'add_collaborator'
    | 'rate'
    | 'rework'
    | 'waive_hold'
    | 'cancel'
    | 'acknowledge'
  right: Right
  from: Status[]
  questions: Question[]
  send: Send<never>
  /** Moves the order: refused when it is no longer as it was seen. */
  isGuarded: boolean
  /** Only for its reporter, unless one manages. */
  isReporters?: boolean
  isDangerous?: boolean
}

const REASON: Question = { name: 'reason', kind: 'text' }
const DONE: Status[] = ['completed', 'closed']

export const INTERVENTIONS: Intervention[] = [
  {
    name: 'assign',
    right: 'work_order.assign',
    from: ['open', 'assigned', 'accepted', 'on_site', 'paused'],
    questions: [{ name: 'assignee_id', kind: 'technician' }],
    send: assign,
    isGuarded: true,
  },
  {
    name: 'waive_hold',
    right: 'work_order.waive_hold',
    from: ['suspended'],
    questions: [REASON],
    send: waiveHold,
    isGuarded: true,
  },
  {
    name: 'nudge',
    right: 'work_order.take_part',
    from: ACTIVE,
    questions: [{ name: 'text', kind: 'text', isOptional: true }],
    send: nudge,
    isGuarded: false,
  },
  {
    name: 'direct',
    right: 'work_order.direct',
    from: ALL_STATES,
    questions: [{ name: 'text', kind: 'text' }],
    send: direct,
    isGuarded: false,
  },
  {
    name: 'prioritise',
    right: 'work_order.direct',
    from: ACTIVE,
    questions: [{ name: 'priority', kind: 'priority' }],
    send: prioritise,
    isGuarded: true,
  },
  {
    name: 'reclassify',
    right: 'work_order.assign',
    from: ACTIVE,
    questions: [{ name: 'category', kind: 'category' }],
    send: reclassify,
    isGuarded: true,
  },
  {
    name: 'add_collaborator',
    right: 'work_order.take_part',
    from: ALL_STATES,
    questions: [{ name: 'member_id', kind: 'member' }],
    send: addCollaborator,
    isGuarded: false,
  },
  {
    name: 'rate',
    right: 'work_order.rate',
    from: DONE,
    questions: [
      { name: 'score', kind: 'score' },
      { name: 'text', kind: 'text', isOptional: true },
    ],
    send: rate,
    isGuarded: true,
  },
  {
    name: 'rework',
    right: 'work_order.rework',
    from: DONE,
    questions: [REASON],
    send: rework,
    isGuarded: true,
    isReporters: true,
    isDangerous: true,
  },
  {
    name: 'cancel',
    right: 'work_order.cancel',
    from: ACTIVE,
    questions: [REASON],
    send: cancel,
    isGuarded: true,
    isReporters: true,
    isDangerous: true,
  },
]

/** Asked from a deadline, not from the order's menu. */
export const ACKNOWLEDGE: Intervention = {
  name: 'acknowledge',
  right: 'deadline.acknowledge',
  from: ALL_STATES,
  questions: [
    { name: 'minutes', kind: 'minutes' },
    { name: 'text', kind: 'text', isOptional: true },
  ],
  send: acknowledge,
  isGuarded: false,
}
