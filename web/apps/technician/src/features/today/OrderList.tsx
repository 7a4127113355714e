/** Orders by urgency, with the age of what is shown. */
import type { Schemas } from '@steward/api'
import { Loading, ProblemNotice } from '@steward/ui/phone'
import type { UseQueryResult } from '@tanstack/react-query'
import { AsOf } from '../../shared/AsOf'
import { OrderCard } from './OrderCard'
import { byUrgency } from './urgency'

interface List {
  query: UseQueryResult<Schemas['WorkOrderOut'][]>
  orders: Schemas['WorkOrderOut'][]
  empty: string
}

export function OrderList({ query, orders, empty }: List) {
  if (query.isPending) return <Loading lines={8} />
  if (!query.data) return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      <AsOf query={query} />
      {orders.length === 0 && <p className='empty'>{empty}</p>}
      <ul className='cards'>
        {orders.toSorted(byUrgency).map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
    </>
  )
}
