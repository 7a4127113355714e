import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Page } from '../../shared/Page'
import { queue } from './api/queue'
import { OrderList } from './OrderList'

/** What anyone of the department may take. */
export function QueuePage() {
  const { t } = useTranslation('technician')
  const open = useQuery(queue)
  return (
    <Page title={t('queue.title')}>
      <OrderList query={open} orders={open.data ?? []} empty={t('queue.empty')} />
    </Page>
  )
}
