/** What happened to an order, as far as it is meant for residents, oldest first. */
import { api, data, everyRow, type Schemas } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

export type Entry = Schemas['EntryOut']

export function useTimeline(id: string) {
  return useQuery({
    queryKey: ['order', id, 'timeline'],
    queryFn: () =>
      everyRow((query) =>
        data(api.GET('/v1/work-orders/{order_id}/timeline', { params: { path: { order_id: id }, query } })),
      ),
    ...live('order'),
  })
}
