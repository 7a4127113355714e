/** The resident's orders, newest first. */
import { api, data, type Schemas } from '@steward/api'
import { live } from '@steward/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

export type Order = Schemas['WorkOrderOut']

const PAGE = 20

/** What is not over yet: also what is done and waits for a word of the resident. */
export function useCurrentOrders() {
  return useQuery({
    queryKey: ['orders', 'newest'],
    queryFn: () => data(api.GET('/v1/work-orders', { params: { query: { limit: PAGE } } })),
    ...live('orders'),
    select: (page) => page.items.filter((order) => !['closed', 'cancelled'].includes(order.status)),
  })
}

/** All of them, page after page. */
export function useAllOrders() {
  return useInfiniteQuery({
    queryKey: ['orders', 'all'],
    queryFn: ({ pageParam }) =>
      data(
        api.GET('/v1/work-orders', {
          params: { query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    ...live('orders', 60_000),
  })
}
