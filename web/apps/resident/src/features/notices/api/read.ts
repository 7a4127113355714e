/** Mark a notice as read. */
import { api, data } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'

export function useRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      data(
        api.POST('/v1/notifications/{notification_id}/read', {
          params: { path: { notification_id: id }, header: { 'Idempotency-Key': `read-${id}` } },
        }),
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['notices'] }),
  })
}
