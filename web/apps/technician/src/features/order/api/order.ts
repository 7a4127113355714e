import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { queryOptions } from '@tanstack/react-query'

export function orderOf(id: string) {
  return queryOptions({
    queryKey: ['order', id],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/work-orders/{order_id}', { params: { path: { order_id: id } }, signal })),
    ...live('order'),
  })
}
