import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Says that it is of another category. */
export const reclassify: Send<Schemas['ReclassifyIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/reclassify', {
    params: { path: { order_id: order.id }, header },
    body,
  })
