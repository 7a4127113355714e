import { api, data, type Schemas } from '@steward/api'

export function createCommunity(body: Schemas['CommunityIn'], key: string) {
  return data(api.POST('/v1/communities', { params: { header: { 'Idempotency-Key': key } }, body }))
}
