/** Today's orders: those in which work remains, and those that were reported today and are done. */
import { api, data } from '@steward/api'
import { live, useMe } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'
import { today } from '../../shared/day'
import type { Order } from '../../shared/orders/order'
import { useActiveOrders } from '../../shared/orders/useActiveOrders'

const MOST = 200

export function useOrdersOfToday(department: string | undefined): {
  orders: Order[]
  isPending: boolean
  error: unknown
} {
  const zone = useMe().data?.tenant?.time_zone ?? 'UTC'
  const day = today(zone)
  const active = useActiveOrders(department)
  const done = useQuery({
    queryKey: ['orders', 'done-today', day, department ?? 'all'],
    queryFn: ({ signal }) => {
      const query = { status: 'completed,closed' as never, department, from: day, to: day, limit: MOST }
      return data(api.GET('/v1/work-orders', { params: { query }, signal }))
    },
    ...live('orders'),
  })
  return {
    orders: [...(active.data?.orders ?? []), ...(done.data?.items ?? [])],
    isPending: active.isPending,
    error: active.error ?? done.error,
  }
}
