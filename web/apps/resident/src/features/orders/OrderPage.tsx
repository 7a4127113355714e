/** One order, live: where it stands, who comes and when, what was said, and what its resident can do about it. */
import { useMe } from '@steward/ui'
import { Loading, ProblemNotice, StatusTag } from '@steward/ui/phone'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../../shared/PageHead'
import { Verdict } from '../surveys/Verdict'
import { Actions } from './Actions'
import { useOrder } from './api/read'
import { Hold } from './Hold'
import { Photos } from './Photos'
import { type Order, reached } from './progress'
import { Standing } from './Standing'
import { Steps } from './Steps'
import { Story } from './Story'
import './orders.css'

export default function OrderPage({ id }: { id: string }) {
  const { t } = useTranslation('resident')
  const { data: order, error, isPending, refetch } = useOrder(id)
  return (
    <main className='page'>
      <PageHead title={order?.title ?? t('orders.one')} back='/'>
        {order && <StatusTag status={order.status} />}
      </PageHead>
      {isPending && <Loading lines={8} />}
      {!order && error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {order && <Whole order={order} />}
    </main>
  )
}

function Whole({ order }: { order: Order }) {
  const { t } = useTranslation('resident')
  const me = useMe().data
  const step = reached(order)
  const isWaiting = order.status === 'suspended' || order.status === 'paused'
  const { isNew = false, arePhotosLost = false } = (history.state ?? {}) as Record<string, boolean>
  return (
    <>
      <section className='card standing' aria-live='polite'>
        {isNew && step === 0 && <p className='received'>{t('orders.received', { number: order.number })}</p>}
        <Standing order={order} />
        {step !== null && <Steps reached={step} isWaiting={isWaiting} />}
      </section>
      {order.hold && order.status === 'suspended' && <Hold order={order} hold={order.hold} />}
      <Verdict order={order} isReporter={order.reporter.id === me?.resident?.id} />
      {arePhotosLost && (
        <p role='alert' className='notice warn'>
          {t('photos.lost')}
        </p>
      )}
      <Photos order={order} />
      <Story order={order} />
      <Actions order={order} reader={me?.resident?.id} />
      <p className='number'>
        {order.number}
        {order.score ? ` · ${t('orders.score', { score: order.score })}` : ''}
      </p>
    </>
  )
}
