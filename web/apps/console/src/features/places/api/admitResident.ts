import { api, data, type Schemas } from '@steward/api'

/** With a username the answer tells the temporary password, once. */
export function admitResident(body: Schemas['ResidentIn'], key: string) {
  return data(api.POST('/v1/residents', { params: { header: { 'Idempotency-Key': key } }, body }))
}
