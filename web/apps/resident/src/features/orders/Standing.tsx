/** Where an order stands, as a sentence: what happens now, who does it, and until when. */
import { DueClock, day, dayOf, moment, timeOfDay } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { usePeople } from './api/people'
import { type Order, promise } from './progress'

export function Standing({ order }: { order: Order }) {
  const { t } = useTranslation('resident')
  const people = usePeople(order.id, order.assignee_id).data
  const name = people?.assignee?.name ?? t('standing.somebody')
  return (
    <>
      <h2>{t(`standing.${order.status}`, { name })}</h2>
      <Why order={order} />
    </>
  )
}

function Why({ order }: { order: Order }) {
  const { t } = useTranslation('resident')
  if (order.pause)
    return (
      <p>
        {t('standing.waits', { reason: order.pause.reason })}{' '}
        <strong>{t('promise.paused', { date: day(order.pause.expected_on) })}</strong>
      </p>
    )
  if (order.status === 'suspended') return <p>{t('standing.suspended_why')}</p>
  if (order.completed_at && (order.status === 'completed' || order.status === 'closed'))
    return <p>{t('standing.done_at', { moment: moment(order.completed_at) })}</p>
  return <Promised order={order} />
}

function Promised({ order }: { order: Order }) {
  const { t } = useTranslation('resident')
  const next = promise(order)
  if (!next) return null
  const isLate = new Date(next.at).getTime() < Date.now()
  return (
    <>
      <p className='promise'>
        {t(`promise.${next.kind}_by`, { time: isToday(next.at) ? timeOfDay(next.at) : moment(next.at) })}
        <DueClock at={next.at} />
      </p>
      {isLate && <p className='late-note'>{t('promise.late')}</p>}
    </>
  )
}

function isToday(at: string): boolean {
  return dayOf(at) === dayOf(new Date().toISOString())
}
