import { Loading, ProblemNotice } from '@steward/ui/phone'
import { useTranslation } from 'react-i18next'
import { useOutbox } from '../outbox/Outbox'
import { useCurrentOrders } from './api/list'
import { OrderCard } from './OrderCard'
import './orders.css'

/** What is under way. */
export function CurrentOrders() {
  const { t } = useTranslation('resident')
  const { reports } = useOutbox()
  const { data, error, isPending, refetch } = useCurrentOrders()
  if (isPending) return <Loading lines={2} />
  if (!data) return <ProblemNotice failure={error} onRetry={() => void refetch()} />
  if (data.length === 0 && reports.length > 0) return null
  if (data.length === 0) return <p className='empty'>{t('home.nothing')}</p>
  return data.map((order) => <OrderCard key={order.id} order={order} />)
}
