import { api, data, type Schemas } from '@steward/api'

/** Raises a Problem 422 for an address that is none of the service's, 409 when there are as many as may be. */
export function connectChat(body: Schemas['ChatChannelIn'], key: string) {
  return data(api.POST('/v1/chat-channels', { params: { header: { 'Idempotency-Key': key } }, body }))
}
