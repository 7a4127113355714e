/** What happened to an order, as far as it is meant for residents, oldest first. */
import { api, data, type Schemas } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

export type Entry = Schemas['EntryOut']

export function useTimeline(id: string) {
  return useQuery({
    queryKey: ['order', id, 'timeline'],
    queryFn: () => wholeTimeline(id),
    ...live('order'),
  })
}

/** All pages: a page of the API may hold nothing that is meant for residents. */
async function wholeTimeline(id: string): Promise<Entry[]> {
  const entries: Entry[] = []
  let cursor: string | null = null
  do {
    const page: Schemas['Page_EntryOut_'] = await data(
      api.GET('/v1/work-orders/{order_id}/timeline', {
        params: { path: { order_id: id }, query: { limit: 200, ...(cursor ? { cursor } : {}) } },
      }),
    )
    entries.push(...page.items)
    cursor = page.next_cursor
  } while (cursor)
  return entries
}
