import type { Order } from '../../../shared/orders/order'
import { INTERVENTIONS, type Intervention } from './interventions'

/** What this person may do to the order as it stands. Who manages may all; reporters may withdraw and demand rework. */
export function offered(order: Order, personId: string, can: (right: string) => boolean): Intervention[] {
  return INTERVENTIONS.filter(
    (one) =>
      can(one.right) &&
      one.from.includes(order.status) &&
      (!one.isReporters || can('work_order.direct') || order.reporter.id === personId),
  )
}
