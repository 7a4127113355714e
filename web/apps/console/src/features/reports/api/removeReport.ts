import { api, data } from '@steward/api'
import type { Report } from './reports'

export function removeReport({ id, version }: Report) {
  const header = { 'If-Match': `"${version}"` }
  return data(api.DELETE('/v1/reports/{report_id}', { params: { path: { report_id: id }, header } }))
}
