import { api, type Schemas } from '@steward/api'
import type { Send } from '../../../shared/orders/useOrderAction'

/** Draws one more member in. */
export const addCollaborator: Send<Schemas['CollaboratorIn']> = (order, header, body) =>
  api.POST('/v1/work-orders/{order_id}/collaborators', {
    params: { path: { order_id: order.id }, header },
    body,
  })
