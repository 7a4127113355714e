import { api, data } from '@steward/api'

export function disconnectChat(id: string) {
  return data(api.DELETE('/v1/chat-channels/{channel_id}', { params: { path: { channel_id: id } } }))
}
