import { api, data, type Schemas } from '@steward/api'
import type { Report } from './reports'

/** Keeps a new report, or changes one. Raises a Problem 412 when it has another version by now. */
export function saveReport(report: Report | null, body: Schemas['SavedReportIn'], key: string) {
  if (!report) return data(api.POST('/v1/reports', { params: { header: { 'Idempotency-Key': key } }, body }))
  const header = { 'If-Match': `"${report.version}"` }
  return data(
    api.PATCH('/v1/reports/{report_id}', { params: { path: { report_id: report.id }, header }, body }),
  )
}
