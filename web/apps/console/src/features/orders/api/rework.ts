import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Sends finished work back. */
export const rework: Send<Schemas['ReasonIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/rework', { params: { path: { order_id: order.id }, header }, body })
