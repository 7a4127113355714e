/** The deadlines, how each ran out or was kept, whom its ladder told, and who sees to it. */
import type { Schemas } from '@steward/api'
import { DueClock, duration, moment, useMe } from '@steward/ui'
import { Button, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../../shared/names/useNames'
import { DEADLINE_TONES } from '../../../shared/orders/deadline-tones'
import type { Order } from '../../../shared/orders/order'
import { ProblemNotice } from '../../../shared/ProblemNotice'
import { useCan } from '../../../shared/rights'
import { useDeadlines } from '../api/deadlines'
import { ACKNOWLEDGE } from '../interventions/interventions'

const InterventionDialog = lazy(() => import('../interventions/InterventionDialog'))
type Deadline = Schemas['DeadlineOut']

export function Clocks({ order }: { order: Order }) {
  const { t } = useTranslation('order')
  const { data: deadlines, error, refetch } = useDeadlines(order.id)
  const [asked, setAsked] = useState<Deadline | null>(null)
  if (error) return <ProblemNotice failure={error} onRetry={() => void refetch()} />
  // The plan shows its milestones; here stands which of them has been escalated.
  const shown = deadlines?.items.filter((one) => !one.milestone || one.escalations.length > 0) ?? []
  if (shown.length === 0) return null
  return (
    <section aria-label={t('clocks.title')}>
      <h3>{t('clocks.title')}</h3>
      <ul className='clocks'>
        {shown.map((one) => (
          <ClockRow
            key={`${one.kind} ${one.milestone} ${one.due_at}`}
            deadline={one}
            onAcknowledge={() => setAsked(one)}
          />
        ))}
      </ul>
      <Suspense>
        {asked && (
          <InterventionDialog
            order={order}
            intervention={ACKNOWLEDGE}
            given={{ deadline: asked.kind }}
            onClose={() => setAsked(null)}
          />
        )}
      </Suspense>
    </section>
  )
}

function ClockRow({ deadline, onAcknowledge }: { deadline: Deadline; onAcknowledge: () => void }) {
  const { t } = useTranslation('order')
  const { t: own } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const names = useNames()
  const me = useMe().data?.member?.id ?? ''
  const can = useCan()
  const isConcerned =
    can('work_order.direct') || deadline.escalations.some((one) => one.notified.includes(me))
  const isAsked = deadline.is_open && deadline.escalations.length > 0 && !deadline.acknowledged
  return (
    <li>
      <strong>
        {deadline.milestone
          ? t('clock.milestone', { name: deadline.milestone })
          : shared(`deadline.${deadline.kind}`)}
      </strong>
      <StandTag deadline={deadline} />
      {deadline.state === 'running' && deadline.due_at && <DueClock at={deadline.due_at} />}
      {deadline.state !== 'running' && deadline.due_at && (
        <span className='order-weak'>{moment(deadline.due_at)}</span>
      )}
      {!deadline.due_at && deadline.remaining_s !== null && deadline.remaining_s !== undefined && (
        <span className='order-weak'>
          {t('clocks.remaining', { duration: duration(deadline.remaining_s * 1000, shared) })}
        </span>
      )}
      {isAsked && isConcerned && can(ACKNOWLEDGE.right) && (
        <Button size='small' type='primary' onClick={onAcknowledge}>
          {own('intervention.acknowledge.do')}
        </Button>
      )}
      <Meaning deadline={deadline} />
      {deadline.escalations.map((one) => (
        <p key={one.step} className='order-weak'>
          {t('clocks.told', {
            step: one.step + 1,
            who: one.notified.map(names.member).filter(Boolean).join(', '),
            moment: moment(one.at),
          })}
        </p>
      ))}
      {deadline.acknowledged && (
        <p className='order-weak'>
          {t('clocks.acknowledged', {
            who: deadline.acknowledged.by.name,
            moment: moment(deadline.acknowledged.until),
          })}
        </p>
      )}
    </li>
  )
}

/** How it stands. Work in doubt is not resolved until it is done anew, whatever its clock missed. */
function StandTag({ deadline }: { deadline: Deadline }) {
  const { t } = useTranslation('order')
  const state = deadline.kind === 'resolution' && !deadline.is_open ? 'met' : deadline.state
  const text =
    deadline.kind === 'resolution' && (state === 'met' || state === 'breached')
      ? t(`clock.resolution.${state}`)
      : t(`clocks.${state as 'met'}`)
  return (
    <Tag variant='outlined' style={{ color: DEADLINE_TONES[state] }}>
      {text}
    </Tag>
  )
}

/** What the clocks ask for whose names do not say it. */
function Meaning({ deadline: { kind, milestone } }: { deadline: Deadline }) {
  const { t } = useTranslation('order')
  if (kind !== 'progress' && kind !== 'resolution') return null
  return <p className='order-weak clock-meaning'>{t(`clock.means.${milestone ? 'milestone' : kind}`)}</p>
}
