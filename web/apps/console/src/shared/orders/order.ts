/** What pages say of an order in few words. */
import type { Schemas } from '@steward/api'
import type { Status } from '@steward/ui'

export type Order = Schemas['WorkOrderOut']

/** States in which work remains, in the order an order goes through them. */
export const ACTIVE: Status[] = ['suspended', 'open', 'assigned', 'accepted', 'on_site', 'paused']
export const ALL_STATES: Status[] = [...ACTIVE, 'completed', 'closed', 'cancelled']

/** Building and unit, as far as the order has them. */
export function placeOf(order: Order): string {
  return [order.building_name, order.unit_name].filter(Boolean).join(' · ')
}

/** Milliseconds that an order has been where it is. */
export function stoodFor(order: Order, now: number): number {
  return now - new Date(order.stands.since).getTime()
}
