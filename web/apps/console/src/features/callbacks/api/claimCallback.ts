import { api, data } from '@steward/api'

/** Makes a call one's own for half a day. Raises a Problem 409 when somebody else makes it, or it is over. */
export function claimCallback(id: string, key: string) {
  const params = { path: { callback_id: id }, header: { 'Idempotency-Key': key } }
  return data(api.POST('/v1/callbacks/{callback_id}/claim', { params }))
}
