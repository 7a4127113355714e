import { api, data, type Schemas } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'
import { walk } from '../../../shared/table/walk'

export type Entry = Schemas['EntryOut']

/** Everything that happened, oldest first. */
export function useTimeline(id: string) {
  return useQuery({
    queryKey: ['order-part', id, 'timeline'],
    queryFn: ({ signal }) =>
      walk<Entry>(
        (query) =>
          data(
            api.GET('/v1/work-orders/{order_id}/timeline', {
              params: { path: { order_id: id }, query: { cursor: query.cursor, limit: query.limit } },
              signal: query.signal,
            }),
          ),
        () => {},
        signal,
      ),
    ...live('order'),
  })
}
