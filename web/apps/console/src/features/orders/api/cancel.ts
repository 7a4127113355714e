import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Calls the order off. */
export const cancel: Send<Schemas['ReasonIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/cancel', { params: { path: { order_id: order.id }, header }, body })
