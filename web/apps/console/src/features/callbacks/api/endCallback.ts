import { api, data, type Schemas } from '@steward/api'

/** Keeps what came of the call. Raises a Problem 409 when it was answered meanwhile, is another's, or was never tried. */
export function endCallback(id: string, body: Schemas['OutcomeIn'], key: string) {
  const params = { path: { callback_id: id }, header: { 'Idempotency-Key': key } }
  return data(api.POST('/v1/callbacks/{callback_id}/outcome', { params, body }))
}
