import { api, data, idempotencyKey } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { inbox } from './inbox'

/** Marks a notification as read. */
export function useRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      data(
        api.POST('/v1/notifications/{notification_id}/read', {
          params: { path: { notification_id: id }, header: { 'Idempotency-Key': idempotencyKey() } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: inbox.queryKey }),
  })
}
