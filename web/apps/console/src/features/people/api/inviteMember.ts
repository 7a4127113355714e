import { api, data, type Schemas } from '@steward/api'

/** The answer tells the temporary password, once. */
export function inviteMember(body: Schemas['MemberIn'], key: string) {
  return data(api.POST('/v1/members', { params: { header: { 'Idempotency-Key': key } }, body }))
}
