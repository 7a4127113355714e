/** What the signed-in person is to an order, what waits to be sent included. */

import type { Schemas } from '@steward/api'
import type { Item } from '@steward/offline'
import type { Me } from '@steward/ui'

export type Role = 'assignee' | 'collaborator' | 'queue' | 'none'

const DONE = ['completed', 'closed', 'cancelled']

export function roleOf(order: Schemas['WorkOrderOut'], me: Me, items: Item[]): Role {
  const own = me.member?.id
  const has = (kind: Item['kind']) =>
    items.some((item) => item.order_id === order.id && item.kind === kind && item.state === 'waiting')
  if (!own || DONE.includes(order.status)) return 'none'
  if (has('decline')) return 'none'
  if (order.assignee_id === own || has('take')) return 'assignee'
  if (order.collaborator_ids.includes(own)) return 'collaborator'
  return order.status === 'open' && me.permissions.includes('work_order.take') ? 'queue' : 'none'
}
