/** Everything that was ever reported, newest first. */
import { Loading, ProblemNotice } from '@steward/ui/phone'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../../shared/PageHead'
import { useAllOrders } from './api/list'
import { OrderCard } from './OrderCard'
import './orders.css'

export default function OrdersPage() {
  const { t } = useTranslation('resident')
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAllOrders()
  const orders = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <main className='page'>
      <PageHead title={t('orders.title')} back='/' />
      {isPending && <Loading lines={6} />}
      {error && !isPending && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {data && orders.length === 0 && <p className='empty'>{t('orders.nothing')}</p>}
      {orders.map((order) => (
        <OrderCard key={order.id} order={order} />
      ))}
      {hasNextPage && (
        <Button block fill='outline' loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </main>
  )
}
