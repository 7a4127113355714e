import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Asks for speed. */
export const nudge: Send<Schemas['NudgeIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/nudges', { params: { path: { order_id: order.id }, header }, body })
