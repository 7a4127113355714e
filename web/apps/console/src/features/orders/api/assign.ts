import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Gives the order to somebody, or to somebody else. */
export const assign: Send<Schemas['AssignIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/assign', { params: { path: { order_id: order.id }, header }, body })
