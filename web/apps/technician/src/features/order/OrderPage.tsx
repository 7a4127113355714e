/** One order: what it is, how to get there, whom to call, what was said, and what to do next. */
import { Problem, type Schemas } from '@steward/api'
import { standOf } from '@steward/offline'
import { type Me, useMe } from '@steward/ui'
import { Loading, ProblemNotice } from '@steward/ui/phone'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { AsOf } from '../../shared/AsOf'
import { useOutbox } from '../../shared/outbox'
import { Page } from '../../shared/Page'
import { Photos } from '../photos/Photos'
import { Actions } from '../work/Actions'
import { Checklist } from '../work/Checklist'
import { orderOf } from './api/order'
import { timelineOf } from './api/timeline'
import { Directives } from './Directives'
import { OrderUnsent } from './OrderUnsent'
import { People } from './People'
import { Plan } from './Plan'
import { roleOf } from './role'
import { Summary } from './Summary'
import { Timeline } from './Timeline'

const OrderMap = lazy(() => import('./OrderMap'))
const DONE = ['completed', 'closed', 'cancelled']

export default function OrderPage({ id }: { id: string }) {
  const { t } = useTranslation('technician')
  const query = useQuery(orderOf(id))
  const me = useMe()
  if (query.data && me.data) return <Opened order={query.data} me={me.data} query={query} />
  return (
    <Page title={t('order.title')} back='/'>
      {query.isPending || me.isPending ? (
        <Loading />
      ) : (
        <ProblemNotice failure={query.error ?? me.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  )
}

interface Known {
  order: Schemas['WorkOrderOut']
  me: Me
  query: Parameters<typeof AsOf>[0]['query']
}

function Opened({ order, me, query }: Known) {
  const { t } = useTranslation('technician')
  const timeline = useQuery(timelineOf(order.id))
  const { items } = useOutbox()
  const stand = standOf(order, items)
  // What one may not see any more does not exist: it was given to somebody else.
  const isGone = query.error instanceof Problem && query.error.status === 404
  const role = isGone ? 'none' : roleOf(order, me, items)
  const isOwn = role === 'assignee'
  const isWorking = isOwn && stand.status === 'on_site'
  // On site the camera comes before the way there.
  const photos = <Photos order={order} canAdd={isOwn || role === 'collaborator'} />
  return (
    <Page
      title={order.title}
      back='/'
      actions={(isOwn || role === 'queue') && <Actions order={order} status={stand.status} role={role} />}
    >
      {!isGone && <AsOf query={query} />}
      {role === 'none' && !DONE.includes(stand.status) && (
        <p className='note' role='alert'>
          {t('order.not_yours')}
        </p>
      )}
      <Summary order={order} stand={stand} />
      <OrderUnsent order={order} />
      <Directives entries={timeline.data ?? []} />
      <Plan order={order} stand={stand} isOwn={isOwn} />
      {isWorking && <Checklist order={order} />}
      {isWorking && photos}
      <Suspense fallback={<Loading lines={3} />}>
        <OrderMap order={order} />
      </Suspense>
      <People order={order} me={me} />
      {!isWorking && photos}
      <Timeline query={timeline} />
    </Page>
  )
}
