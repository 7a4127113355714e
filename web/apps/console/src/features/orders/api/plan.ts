import { api, data, type Schemas } from '@steward/api'
import type { Order } from '../../../shared/orders/order'

/** Replaces the plan; what is reached stays so. Raises a Problem 412 when the order has another version by now. */
export function plan(order: Order, body: Schemas['PlanIn'], key: string) {
  const header = { 'Idempotency-Key': key, 'If-Match': `"${order.version}"` }
  const params = { path: { order_id: order.id }, header }
  return data(api.POST('/v1/work-orders/{order_id}/plan', { params, body }))
}
