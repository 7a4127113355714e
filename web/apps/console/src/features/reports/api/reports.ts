import { api, data, type Schemas } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'

export type Report = Schemas['SavedReportOut']

/** One page of the reports that the person may open, newest first. */
export const listReports: FetchPage<Report> = ({ signal, ...query }) =>
  data(api.GET('/v1/reports', { params: { query }, signal }))
