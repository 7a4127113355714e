/** How the work goes: when the next report is due, the plan's milestones with their clocks, and a way to report. */
import type { Schemas } from '@steward/api'
import type { Stand } from '@steward/offline'
import { DueClock, duration, moment, useNow } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useOutbox } from '../../shared/outbox'
import { isReached, type Milestone, workingTimeLeft } from '../work/plan'
import { deadlinesOf } from './api/deadlines'

type Order = Schemas['WorkOrderOut']

/** Where the API takes a report from whoever has the work. */
const REPORTED_IN: Stand['status'][] = ['accepted', 'on_site', 'paused']

export function Plan({ order, stand, isOwn }: { order: Order; stand: Stand; isOwn: boolean }) {
  const { t } = useTranslation('technician')
  const { data: deadlines = [] } = useQuery(deadlinesOf(order.id))
  const check = deadlines.find(
    (one) => one.kind === 'progress' && !one.milestone && one.due_at && one.state !== 'met',
  )
  const mayReport = isOwn && REPORTED_IN.includes(stand.status)
  if (!mayReport && order.milestones.length === 0) return null
  return (
    <section className='panel' aria-label={t('progress.panel')}>
      <h2>{t('progress.panel')}</h2>
      {check?.due_at && (
        <p>
          <DueClock at={check.due_at} label={t('progress.next')} />
          <WorkingTime deadline={check} />
        </p>
      )}
      {order.milestones.length > 0 && (
        <ol className='milestones'>
          {order.milestones.map((milestone) => (
            <Line key={milestone.name} order={order} milestone={milestone} deadlines={deadlines} />
          ))}
        </ol>
      )}
      {mayReport && (
        <div className='card-row'>
          <Link href={`/orders/${order.id}/progress`} className='small-button'>
            {t('progress.title')}
          </Link>
        </div>
      )}
    </section>
  )
}

interface Row {
  order: Order
  milestone: Milestone
  deadlines: Schemas['DeadlineOut'][]
}

function Line({ order, milestone, deadlines }: Row) {
  const { t } = useTranslation('technician')
  const { items } = useOutbox()
  const { name, due_at, done_at } = milestone
  const deadline = deadlines.find((one) => one.milestone === name)
  return (
    <li className={done_at ? 'milestone-done' : undefined}>
      <strong>{name}</strong>
      {done_at && <span className='weak'>{t('progress.done_at', { time: moment(done_at) })}</span>}
      {!done_at && isReached(order, milestone, items) && <Tag fill='outline'>{t('waiting')}</Tag>}
      {!done_at && !isReached(order, milestone, items) && (
        <span>
          {deadline?.due_at === null ? (
            <span className='weak'>{t('progress.stands')}</span>
          ) : (
            <DueClock at={deadline?.due_at ?? due_at} label={moment(due_at)} />
          )}
          {deadline && <WorkingTime deadline={deadline} />}
        </span>
      )}
    </li>
  )
}

/** Said where a clock rests at night or over holidays. */
export function WorkingTime({ deadline }: { deadline: Schemas['DeadlineOut'] }) {
  const { t } = useTranslation('technician')
  const { t: ui } = useTranslation('ui')
  const left = workingTimeLeft(deadline, useNow())
  if (left === null) return null
  return <span className='weak'>{` ${t('progress.working', { duration: duration(left, ui) })}`}</span>
}
