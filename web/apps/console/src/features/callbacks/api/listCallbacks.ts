import { api, data, type Schemas } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'

export type Callback = Schemas['CallbackOut']
export type CallStatus = Callback['status']

/** One page of the residents to be called, those who wait longest first. */
export function listCallbacks(status: CallStatus, department?: string): FetchPage<Callback> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/callbacks', { params: { query: { status, department, cursor, limit } }, signal }))
}
