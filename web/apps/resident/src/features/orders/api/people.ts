/** Who sees to an order. */
import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

/** `assignee` is part of the key: another one is another answer. */
export function usePeople(id: string, assignee: string | null) {
  return useQuery({
    queryKey: ['order', id, 'people', assignee],
    queryFn: () => data(api.GET('/v1/work-orders/{order_id}/people', { params: { path: { order_id: id } } })),
    enabled: assignee !== null,
    staleTime: 60_000,
  })
}
