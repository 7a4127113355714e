/** Where an order stands once what waits is sent. */
import type { Schemas } from '@steward/api'
import { type Item, inTurn, stuckIn } from './item'

type Status = Schemas['WorkOrderOut']['status']

export interface Stand {
  status: Status
  /** Whether that is this device's word, not yet the API's. */
  is_waiting: boolean
}

/** `items` are the person's, of any order. What is refused, and what builds upon it, does not count. */
export function standOf(order: Schemas['WorkOrderOut'], items: Item[]): Stand {
  let stand: Stand = { status: order.status, is_waiting: false }
  let before: Status = order.arrived_at ? 'on_site' : 'accepted'
  const stuck = stuckIn(items)
  for (const item of inTurn(items)) {
    if (item.order_id !== order.id || stuck.has(item)) continue
    const next = moved(item, before)
    if (!next) continue
    if (next === 'paused') before = stand.status
    stand = { status: next, is_waiting: true }
  }
  return stand
}

function moved(item: Item, before: Status): Status | null {
  switch (item.kind) {
    case 'take':
    case 'accept':
      return 'accepted'
    case 'check-in':
      return 'on_site'
    case 'pause':
      return 'paused'
    case 'resume':
      return before
    case 'complete':
      return 'completed'
    case 'decline':
      return 'open'
    default:
      return null
  }
}
