/** Fetches all that is needed of today's orders before the network is gone, once for each version of an order. */
import type { Schemas } from '@steward/api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { categories } from '../order/api/categories'
import { deadlinesOf } from '../order/api/deadlines'
import { orderOf } from '../order/api/order'
import { peopleOf } from '../order/api/people'
import { timelineOf } from '../order/api/timeline'
import { attachmentsOf } from '../photos/api/attachments'

export function useReadyForOffline(orders: Schemas['WorkOrderOut'][] | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    let stopped = false
    async function fetchAll(): Promise<void> {
      await client.prefetchQuery(categories)
      for (const order of orders ?? []) {
        // One after the other: the list that is on the screen goes first on a slow network.
        if (stopped || !navigator.onLine) return
        const known = client.getQueryData(orderOf(order.id).queryKey)
        if (known && known.version >= order.version) continue
        await client.prefetchQuery(orderOf(order.id))
        await client.prefetchQuery(timelineOf(order.id))
        await client.prefetchQuery(peopleOf(order.id))
        await client.prefetchQuery(deadlinesOf(order.id))
        await client.prefetchQuery(attachmentsOf(order.id))
      }
    }
    void fetchAll()
    return () => {
      stopped = true
    }
  }, [client, orders])
}
