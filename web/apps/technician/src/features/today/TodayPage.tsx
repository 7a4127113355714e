import { useMe } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOutbox } from '../../shared/outbox'
import { Page } from '../../shared/Page'
import { mine } from './api/mine'
import { queue } from './api/queue'
import { OrderList } from './OrderList'
import { useReadyForOffline } from './ready'

/** The orders of the signed-in person, those among them that they took without network. */
export function TodayPage() {
  const { t } = useTranslation('technician')
  const { items } = useOutbox()
  const own = useQuery(mine)
  const me = useMe()
  const mayTake = me.data?.permissions.includes('work_order.take') ?? false
  const open = useQuery({ ...queue, enabled: mayTake })
  const taken = (open.data ?? []).filter((order) =>
    items.some((item) => item.kind === 'take' && item.order_id === order.id && item.state === 'waiting'),
  )
  useReadyForOffline(own.data)
  return (
    <Page title={t('today.title')}>
      <OrderList query={own} orders={[...(own.data ?? []), ...taken]} empty={t('today.empty')} />
    </Page>
  )
}
