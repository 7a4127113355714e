import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Lets a suspended order go on although the household owes. */
export const waiveHold: Send<Schemas['ReasonIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/waive-hold', {
    params: { path: { order_id: order.id }, header },
    body,
  })
