import { api, data, idempotencyKey } from '@steward/api'
import { useMutation } from '@tanstack/react-query'
import type { Chat } from './listChats'

/** Posts a test message to a chat. Raises a Problem 409 with its service's word when that did not take it. */
export function useTrial() {
  return useMutation({
    mutationFn: ({ id }: Chat) =>
      data(
        api.POST('/v1/chat-channels/{channel_id}/trial', {
          params: { path: { channel_id: id }, header: { 'Idempotency-Key': idempotencyKey() } },
        }),
      ),
  })
}
