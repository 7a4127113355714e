/** All orders in which work remains, kept current: board, stalls and map look at the same ones. */
import { api, data, WHOLE_PAGE } from '@steward/api'
import { live } from '@steward/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ACTIVE, type Order } from './order'

/** A page shows this many at most, and says so: more are a matter for a department's filter. */
export const MOST_SHOWN = 1000

export interface ActiveOrders {
  orders: Order[]
  /** Whether there are more than these. */
  isCut: boolean
}

export function useActiveOrders(department?: string) {
  return useQuery({
    queryKey: ['orders', 'active', department ?? 'all'],
    queryFn: ({ signal }) => activeOrders(department, signal),
    ...live('orders'),
    placeholderData: keepPreviousData,
  })
}

async function activeOrders(department: string | undefined, signal: AbortSignal): Promise<ActiveOrders> {
  const orders: Order[] = []
  let cursor: string | undefined
  do {
    const query = { status: ACTIVE.join(',') as never, department, cursor, limit: WHOLE_PAGE }
    const page = await data(api.GET('/v1/work-orders', { params: { query }, signal }))
    orders.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor && orders.length < MOST_SHOWN)
  return { orders, isCut: !!cursor }
}
