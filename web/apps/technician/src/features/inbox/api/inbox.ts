import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { queryOptions } from '@tanstack/react-query'

/** One's own notifications, newest first, and how many are unread. */
export const inbox = queryOptions({
  queryKey: ['inbox'],
  queryFn: ({ signal }) => data(api.GET('/v1/notifications', { params: { query: { limit: 50 } }, signal })),
  ...live('inbox', 30_000),
})
