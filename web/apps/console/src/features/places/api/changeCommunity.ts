import { api, data, type Schemas } from '@steward/api'

/** Raises a Problem 412 when the community has another version by now. */
export function changeCommunity(
  { id, version }: { id: string; version: number },
  body: Schemas['CommunityChange'],
) {
  const params = { path: { community_id: id }, header: { 'If-Match': `"${version}"` } }
  return data(api.PATCH('/v1/communities/{community_id}', { params, body }))
}
