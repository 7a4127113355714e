import { moment } from '@steward/ui'
import { Loading, ProblemNotice } from '@steward/ui/phone'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { AsOf } from '../../shared/AsOf'
import { Page } from '../../shared/Page'
import { inbox } from './api/inbox'
import { useRead } from './api/read'

export default function InboxPage() {
  const { t } = useTranslation('technician')
  const query = useQuery(inbox)
  const read = useRead()
  const [, goTo] = useLocation()
  return (
    <Page title={t('inbox.title')}>
      <AsOf query={query} />
      {query.isPending && <Loading lines={8} />}
      {!query.data && query.isError && (
        <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data?.items.length === 0 && <p className='empty'>{t('inbox.empty')}</p>}
      <ul className='cards'>
        {query.data?.items.map((one) => (
          <li key={one.id}>
            <button
              type='button'
              className={one.read_at ? 'card' : 'card card-unread'}
              onClick={() => {
                if (!one.read_at) read.mutate(one.id)
                if (one.work_order_id) goTo(`/orders/${one.work_order_id}`)
              }}
            >
              <strong>
                {!one.read_at && <span className='dot' role='img' aria-label={t('inbox.unread')} />}
                {one.title}
              </strong>
              <span>{one.body}</span>
              <time className='weak' dateTime={one.created_at}>
                {moment(one.created_at)}
              </time>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  )
}
