/** The resident's inbox, newest first. */
import { api, data, type Schemas } from '@steward/api'
import { live } from '@steward/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

export type Notice = Schemas['NotificationOut']

const PAGE = 30
const EVERY_MS = 30_000

function page(cursor: string) {
  return data(
    api.GET('/v1/notifications', { params: { query: { limit: PAGE, ...(cursor ? { cursor } : {}) } } }),
  )
}

export function useNotices() {
  return useInfiniteQuery({
    queryKey: ['notices', 'all'],
    queryFn: ({ pageParam }) => page(pageParam),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    ...live('inbox', EVERY_MS),
  })
}

/** How many were not read yet. */
export function useUnread() {
  return useQuery({
    queryKey: ['notices', 'newest'],
    queryFn: () => page(''),
    ...live('inbox', EVERY_MS),
    select: (newest) => newest.unread,
  })
}
