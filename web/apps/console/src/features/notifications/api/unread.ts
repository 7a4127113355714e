import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

/** While nothing can be heard news may be half a minute old: the board shows the work itself. */
const LOOK_EVERY_MS = 30_000
const SHOWN = 20

/** The latest news, and how many are unread in all. */
export function useNews() {
  return useQuery({
    queryKey: ['notifications', 'news'],
    queryFn: () => data(api.GET('/v1/notifications', { params: { query: { limit: SHOWN } } })),
    ...live('inbox', LOOK_EVERY_MS),
  })
}
