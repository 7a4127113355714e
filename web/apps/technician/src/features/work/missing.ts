/** What is missing before an order can be completed, what waits to be sent included. */
import type { Schemas } from '@steward/api'
import type { Item } from '@steward/offline'

interface Known {
  order: Schemas['WorkOrderOut']
  attachments: Schemas['AttachmentOut'][]
  items: Item[]
  summary: string
}

export interface Missing {
  /** Photos of the finished work that still have to be taken. */
  photos: number
  summary: boolean
}

/** Photos count from the latest check-in; one that was refused or found no photo does not. */
export function missing({ order, attachments, items, summary }: Known): Missing {
  const checkIn = items.findLast((item) => item.order_id === order.id && item.kind === 'check-in')
  // A check-in that is not sent yet starts afresh: nothing that the API has counts for it.
  const since = checkIn ? Number.POSITIVE_INFINITY : Date.parse(order.arrived_at ?? '')
  const there = attachments.filter(
    (one) => one.role === 'after' && one.status === 'verified' && Date.parse(one.created_at) >= since,
  ).length
  const waiting = items.filter(
    (item) =>
      item.order_id === order.id &&
      item.kind === 'photo' &&
      item.body.role === 'after' &&
      item.state === 'waiting' &&
      item.seq > (checkIn?.seq ?? 0),
  ).length
  return { photos: Math.max(0, order.photos_required - there - waiting), summary: summary.trim() === '' }
}
