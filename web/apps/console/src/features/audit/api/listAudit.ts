import { api, data, type Schemas } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'

export type AuditEntry = Schemas['AuditEntryOut']

/** One page of administrative changes, newest first. */
export const listAudit: FetchPage<AuditEntry> = ({ cursor, limit, signal }) =>
  data(api.GET('/v1/audit', { params: { query: { cursor, limit } }, signal }))
