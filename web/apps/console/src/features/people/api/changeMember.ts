import { api, data, type Schemas } from '@steward/api'

/** Raises a Problem 412 when the member has another version by now. */
export function changeMember({ id, version }: { id: string; version: number }, body: Schemas['MemberPatch']) {
  const params = { path: { member_id: id }, header: { 'If-Match': `"${version}"` } }
  return data(api.PATCH('/v1/members/{member_id}', { params, body }))
}
