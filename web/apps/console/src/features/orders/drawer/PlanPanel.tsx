/** How the work is planned and how far it is: milestones with their moments, and what the newest report says. */
import { DueClock, moment, useMe, useNow } from '@steward/ui'
import { Button, Progress, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../../shared/orders/order'
import { useCan } from '../../../shared/rights'
import { useDeadlines } from '../api/deadlines'
import { useTimeline } from '../api/timeline'
import { type Milestone, mayPlan, standOf } from './plan'
import './plan.css'

const PlanDrawer = lazy(() => import('./PlanDrawer'))
/** Dark enough on white: at least 4.5 to 1. */
const TONE = { done: '#0d6232', late: '#8a4b00', missed: '#b3131c', still: '#8a4b00', open: '#4c535e' }

export function PlanPanel({ order }: { order: Order }) {
  const { t } = useTranslation('order')
  const me = useMe().data?.member?.id ?? ''
  const can = useCan()
  const { data: entries } = useTimeline(order.id)
  const [isEdited, setEdited] = useState(false)
  const isPlanner = mayPlan(order, me, can)
  const report = entries?.findLast((one) => one.kind === 'progressed')
  const percent = entries?.findLast((one) => typeof one.data.percent === 'number')?.data.percent
  const plan = order.milestones.toSorted((one, other) => one.due_at.localeCompare(other.due_at))
  if (!isPlanner && plan.length === 0 && !report) return null
  return (
    <section aria-label={t('plan.title')}>
      <header className='plan-head'>
        <h3>{t('plan.title')}</h3>
        {isPlanner && (
          <Button size='small' onClick={() => setEdited(true)}>
            {t(plan.length > 0 ? 'plan.change' : 'plan.make')}
          </Button>
        )}
      </header>
      {typeof percent === 'number' && (
        <Progress percent={percent} size='small' aria-label={t('plan.percent', { percent })} />
      )}
      {report && (
        <p className='order-weak plan-report'>
          {`${t('plan.newest')} · ${moment(report.at)}: ${report.text}`}
        </p>
      )}
      {plan.length > 0 ? (
        <ol className='milestones'>
          {plan.map((one) => (
            <MilestoneRow key={one.name} milestone={one} order={order} />
          ))}
        </ol>
      ) : (
        <p className='order-weak'>{t('plan.none')}</p>
      )}
      <Suspense>{isEdited && <PlanDrawer order={order} onClose={() => setEdited(false)} />}</Suspense>
    </section>
  )
}

function MilestoneRow({ milestone, order }: { milestone: Milestone; order: Order }) {
  const { t } = useTranslation('order')
  const now = useNow()
  const deadline = useDeadlines(order.id).data?.items.find((one) => one.milestone === milestone.name)
  const stand = standOf(milestone, deadline, now)
  return (
    <li>
      <strong>{milestone.name}</strong>
      <span>
        <Tag variant='outlined' style={{ color: TONE[stand] }}>
          {t(`plan.state.${stand}`)}
        </Tag>
        <span className='order-weak'>{moment(milestone.done_at ?? milestone.due_at)}</span>
        {stand === 'open' && (
          <>
            {' · '}
            <DueClock at={deadline?.due_at ?? milestone.due_at} />
          </>
        )}
      </span>
    </li>
  )
}
