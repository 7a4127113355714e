/** The latest news of the signed-in person; one leads to its order. */
import { duration, useNow } from '@steward/ui'
import { Empty, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useOpenOrder } from '../../shared/address'
import { ProblemNotice } from '../../shared/ProblemNotice'
import type { Notification } from './api/inbox'
import { useMarkRead } from './api/mark-read'
import { useNews } from './api/unread'
import './news.css'

/** Where news leads that is about no order. */
const PLACES: Record<string, string> = {
  export_ready: '/reports?tab=files',
  export_failed: '/reports?tab=files',
}

export default function News({ onGone }: { onGone: () => void }) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const now = useNow()
  const news = useNews()
  const read = useMarkRead()
  const [, open] = useOpenOrder()
  const [, navigate] = useLocation()

  function choose(one: Notification): void {
    if (!one.read_at) read.mutate(one.id)
    const place = PLACES[one.kind]
    if (one.work_order_id) open(one.work_order_id)
    else if (place) navigate(place)
    else return
    onGone()
  }

  if (news.isPending) return <Skeleton active className='news' />
  if (news.isError) return <ProblemNotice failure={news.error} onRetry={() => void news.refetch()} />
  if (news.data.items.length === 0) return <Empty className='news' description={t('news.none')} />
  return (
    <ul className='news' aria-label={t('news.list')}>
      {news.data.items.map((one) => (
        <li key={one.id}>
          <button type='button' className={one.read_at ? undefined : 'unread'} onClick={() => choose(one)}>
            <span className='news-title'>{one.title}</span>
            <span className='news-weak'>{one.body}</span>
            <time className='news-weak' dateTime={one.created_at}>
              {shared('time.ago', { duration: duration(now - Date.parse(one.created_at), shared) })}
            </time>
          </button>
        </li>
      ))}
    </ul>
  )
}
