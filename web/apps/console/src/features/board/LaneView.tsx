/** One state's orders on the board, with how many they are. */
import { useTranslation } from 'react-i18next'
import type { Order } from '../../shared/orders/order'
import { StatusTag } from '../../shared/orders/StatusTag'
import { Card } from './Card'
import type { Lane } from './columns'

interface Shown {
  lane: Lane
  onOpen: (order: Order) => void
  onAssign?: (order: Order) => void
}

export function LaneView({ lane, onOpen, onAssign }: Shown) {
  const { t } = useTranslation('ui')
  const { t: own } = useTranslation('console')
  const name = t(`status.${lane.status}`)
  return (
    <section className='lane' aria-label={own('board.lane', { name, count: lane.orders.length })}>
      <header>
        <StatusTag status={lane.status} />
        <span>{lane.orders.length}</span>
      </header>
      <ul>
        {lane.orders.map((order) => (
          <li key={order.id}>
            <Card order={order} onOpen={onOpen} onAssign={onAssign} />
          </li>
        ))}
      </ul>
    </section>
  )
}
