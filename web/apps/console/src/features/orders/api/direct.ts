import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Says what is to be done. */
export const direct: Send<Schemas['TextIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/directives', {
    params: { path: { order_id: order.id }, header },
    body,
  })
