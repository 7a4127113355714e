import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Rates the result. */
export const rate: Send<Schemas['RateIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/rate', { params: { path: { order_id: order.id }, header }, body })
