/** The inbox. Opening a notice marks it as read and leads to what it is about. */
import { moment } from '@steward/ui'
import { Loading, ProblemNotice } from '@steward/ui/phone'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { PageHead } from '../../shared/PageHead'
import { type Notice, useNotices } from './api/list'
import { useRead } from './api/read'
import './notices.css'

export default function NoticesPage() {
  const { t } = useTranslation('resident')
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotices()
  const notices = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <main className='page'>
      <PageHead title={t('tabs.notices')} />
      {isPending && <Loading lines={6} />}
      {!data && error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {data && notices.length === 0 && <p className='empty'>{t('notices.nothing')}</p>}
      <ul className='notices'>
        {notices.map((notice) => (
          <One key={notice.id} notice={notice} />
        ))}
      </ul>
      {hasNextPage && (
        <Button block fill='outline' loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </main>
  )
}

function One({ notice }: { notice: Notice }) {
  const { t } = useTranslation('resident')
  const [, navigate] = useLocation()
  const read = useRead()

  function open(): void {
    if (!notice.read_at) read.mutate(notice.id)
    if (notice.work_order_id) navigate(`/orders/${notice.work_order_id}`)
  }

  return (
    <li>
      <button
        type='button'
        className={notice.read_at ? 'card notice-row' : 'card notice-row unread'}
        onClick={open}
      >
        {!notice.read_at && <span className='unread-dot'>{t('notices.new')}</span>}
        <strong>{notice.title}</strong>
        <span className='own-words'>{notice.body}</span>
        <small>{moment(notice.created_at)}</small>
      </button>
    </li>
  )
}
