import { api, data } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'

/** Marks one of the own notifications as read. To read twice is to read once, so it needs no key. */
export function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      data(
        api.POST('/v1/notifications/{notification_id}/read', { params: { path: { notification_id: id } } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  })
}
