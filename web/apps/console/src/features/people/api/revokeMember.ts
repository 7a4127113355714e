import { api, data } from '@steward/api'

/** The member can sign in no more and loses all roles. */
export function revokeMember({ id, version }: { id: string; version: number }, key: string) {
  const header = { 'Idempotency-Key': key, 'If-Match': `"${version}"` }
  return data(api.POST('/v1/members/{member_id}/revoke', { params: { path: { member_id: id }, header } }))
}
