import { api, data, type Schemas } from '@steward/api'

export function reportOrder(body: Schemas['ReportIn'], key: string) {
  return data(api.POST('/v1/work-orders', { params: { header: { 'Idempotency-Key': key } }, body }))
}
