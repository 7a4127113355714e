import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { queryOptions } from '@tanstack/react-query'

/** Who is concerned, with the numbers one may call. */
export function peopleOf(id: string) {
  return queryOptions({
    queryKey: ['people', id],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/work-orders/{order_id}/people', { params: { path: { order_id: id } }, signal })),
    staleTime: 60_000,
    ...live('order', 60_000),
  })
}
