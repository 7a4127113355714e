/** Report something. */
import { type Api, data, type Schemas } from '@steward/api'

export type Order = Schemas['WorkOrderOut']

/** The new order; the same one again for the same `key`. */
export function report(api: Api, key: string, body: Schemas['ReportIn']): Promise<Order> {
  return data(api.POST('/v1/work-orders', { params: { header: { 'Idempotency-Key': key } }, body }))
}
