/** What a resident can do about an order: ask for speed, call it off, or send finished work back. */
import { Problem } from '@steward/api'
import { ProblemNotice } from '@steward/ui/phone'
import { Button } from 'antd-mobile'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCancel } from './api/cancel'
import { useNudge } from './api/nudge'
import { useRework } from './api/rework'
import { isCancellable, isOver, type Order } from './progress'
import { Reason } from './Reason'

export function Actions({ order, reader }: { order: Order; reader: string | undefined }) {
  const isReporter = order.reporter.id === reader
  return (
    <section className='actions'>
      {!isOver(order) && order.status !== 'suspended' && <Nudge orderId={order.id} />}
      {isCancellable(order, reader) && <Cancel orderId={order.id} />}
      {order.status === 'closed' && isReporter && <Rework orderId={order.id} />}
    </section>
  )
}

function Nudge({ orderId }: { orderId: string }) {
  const { t } = useTranslation('resident')
  const nudge = useNudge(orderId)
  return (
    <>
      <Button block loading={nudge.isPending} onClick={() => nudge.mutate('')}>
        {t('nudge.ask')}
      </Button>
      {nudge.isSuccess && <p role='status'>{t('nudge.done')}</p>}
      {nudge.error && <Refused failure={nudge.error} />}
    </>
  )
}

/** The API says how long to wait, in the reader's language. */
function Refused({ failure }: { failure: Error }) {
  if (failure instanceof Problem && failure.code === 'too_many_nudges')
    return (
      <p role='alert' className='notice warn'>
        {failure.detail}
      </p>
    )
  return <ProblemNotice failure={failure} />
}

function Cancel({ orderId }: { orderId: string }) {
  const { t } = useTranslation('resident')
  const cancel = useCancel(orderId)
  const [isAsking, setAsking] = useState(false)
  if (!isAsking)
    return (
      <Button block fill='none' onClick={() => setAsking(true)}>
        {t('cancel.ask')}
      </Button>
    )
  return (
    <Reason
      title={t('cancel.why')}
      reasons={[t('cancel.solved'), t('cancel.mistake'), t('cancel.later')]}
      act={t('cancel.do')}
      isBusy={cancel.isPending}
      failure={cancel.error}
      onGiven={(reason) => cancel.mutate(reason)}
      onStop={() => setAsking(false)}
    />
  )
}

function Rework({ orderId }: { orderId: string }) {
  const { t } = useTranslation('resident')
  const rework = useRework(orderId)
  const [isAsking, setAsking] = useState(false)
  if (!isAsking)
    return (
      <Button block onClick={() => setAsking(true)}>
        {t('rework.ask')}
      </Button>
    )
  return (
    <Reason
      title={t('rework.why')}
      reasons={[t('rework.again'), t('rework.incomplete')]}
      act={t('rework.do')}
      isBusy={rework.isPending}
      failure={rework.error}
      onGiven={(reason) => rework.mutate(reason)}
      onStop={() => setAsking(false)}
    />
  )
}
