import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Sets another priority. */
export const prioritise: Send<Schemas['WorkOrderPatch']> = (order, { 'If-Match': match }, body) =>
  api.PATCH('/v1/work-orders/{order_id}', {
    params: { path: { order_id: order.id }, header: { 'If-Match': match } },
    body,
  })
