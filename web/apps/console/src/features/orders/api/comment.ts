import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Says something, to colleagues or to the resident as well. */
export const comment: Send<Schemas['CommentIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/comments', { params: { path: { order_id: order.id }, header }, body })
