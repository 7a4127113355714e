import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

/** News may be half a minute old: the board shows the work itself. */
const LOOK_EVERY_MS = 30_000
const SHOWN = 20

/** The latest news, and how many are unread in all. */
export function useNews() {
  return useQuery({
    queryKey: ['notifications', 'news'],
    queryFn: () => data(api.GET('/v1/notifications', { params: { query: { limit: SHOWN } } })),
    refetchInterval: LOOK_EVERY_MS,
  })
}
