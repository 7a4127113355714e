/** The order's whole history, newest first, with a place to add to it. */
import { Skeleton, Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../../shared/orders/order'
import { ProblemNotice } from '../../../shared/ProblemNotice'
import { useTimeline } from '../api/timeline'
import { CommentBox } from './CommentBox'
import { EntryView } from './EntryView'

/** What went wrong, and what people said, stands out in the row of steps. */
const COLOURS: Record<string, string> = {
  escalated: '#b3131c',
  suspended: '#b7791f',
  paused: '#b7791f',
  cancelled: '#b3131c',
  reopened: '#b3131c',
  photo_flagged: '#b3131c',
  incident_opened: '#b3131c',
  directed: '#5b2ea6',
  nudged: '#5b2ea6',
  completed: '#0d6232',
  closed: '#0d6232',
}

export function Conversation({ order }: { order: Order }) {
  const { t } = useTranslation('order')
  const { data: entries, error, refetch } = useTimeline(order.id)
  const newestFirst = entries?.toReversed() ?? []
  return (
    <section aria-label={t('timeline.title')}>
      <CommentBox key={order.id} order={order} />
      {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!entries && !error && <Skeleton active />}
      <Timeline
        items={newestFirst.map((entry) => ({
          key: entry.sequence,
          color: COLOURS[entry.kind] ?? '#0b5cc2',
          content: <EntryView entry={entry} orderId={order.id} />,
        }))}
      />
    </section>
  )
}
