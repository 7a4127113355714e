import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Sees to an escalation: the ladder tells nobody else for that long. */
export const acknowledge: Send<Schemas['AcknowledgeIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/acknowledge', {
    params: { path: { order_id: order.id }, header },
    body,
  })
