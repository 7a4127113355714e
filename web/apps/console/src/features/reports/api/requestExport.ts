import { api, data, type Schemas } from '@steward/api'

/** Has a file made. */
export function requestExport(body: Schemas['ExportIn'], key: string) {
  return data(api.POST('/v1/exports', { params: { header: { 'Idempotency-Key': key } }, body }))
}
