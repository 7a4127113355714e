import { moment } from '@steward/ui'
import { StatusTag } from '@steward/ui/phone'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Promised } from './Promised'
import { type Order, reached } from './progress'
import { StepBar } from './Steps'

/** An order in a list: what it is, how far it is, and what was promised. */
export function OrderCard({ order }: { order: Order }) {
  const { t } = useTranslation('resident')
  const step = reached(order)
  return (
    <Link to={`/orders/${order.id}`} className='card order-card'>
      <span className='order-card-head'>
        <strong>{order.title}</strong>
        <StatusTag status={order.status} />
      </span>
      {step !== null && order.status !== 'closed' && (
        <StepBar reached={step} isWaiting={['suspended', 'paused'].includes(order.status)} />
      )}
      <span className='order-card-foot'>
        {order.status === 'completed' ? <b>{t('verdict.ask')}</b> : <Promised order={order} />}
        <small>{moment(order.reported_at)}</small>
      </span>
    </Link>
  )
}
