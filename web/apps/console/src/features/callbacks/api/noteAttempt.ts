import { api, data, type Schemas } from '@steward/api'

/** Notes a call that led to nothing yet. Raises a Problem 409 when somebody else makes it, or it is over. */
export function noteAttempt(id: string, body: Schemas['AttemptIn'], key: string) {
  const params = { path: { callback_id: id }, header: { 'Idempotency-Key': key } }
  return data(api.POST('/v1/callbacks/{callback_id}/attempts', { params, body }))
}
