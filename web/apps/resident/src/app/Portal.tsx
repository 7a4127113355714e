/** What a signed-in resident sees: the page, what is wrong with the connection, and the way to the others. */
import { session } from '@steward/api'
import { type Me, showIn, useMe, useSession } from '@steward/ui'
import { Loading, ProblemNotice } from '@steward/ui/phone'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { Route, Switch } from 'wouter'
import { OutboxProvider } from '../features/outbox/Outbox'
import { keepAnswers, restoreAnswers } from '../shared/answers'
import { HomePage } from './HomePage'
import { LostConnection } from './LostConnection'
import { Tabs } from './Tabs'
import { WrongApp } from './WrongApp'
import './app.css'

const ReportPage = lazy(() => import('../features/reporting/ReportPage'))
const OrdersPage = lazy(() => import('../features/orders/OrdersPage'))
const OrderPage = lazy(() => import('../features/orders/OrderPage'))
const AccountPage = lazy(() => import('../features/accounts/AccountPage'))
const NoticesPage = lazy(() => import('../features/notices/NoticesPage'))
const MessagesPage = lazy(() => import('../features/profile/MessagesPage'))
const ProfilePage = lazy(() => import('../features/profile/ProfilePage'))

export function Portal() {
  const { username } = useSession()
  return <Remembered key={username}>{(owner) => <Resident owner={owner} />}</Remembered>
}

/** Begins with what this person read last; that takes milliseconds. */
function Remembered({ children }: { children: (owner: string) => ReactNode }) {
  const client = useQueryClient()
  const [owner, setOwner] = useState('')
  useEffect(() => {
    let isOver = false
    let stop = () => {}
    async function begin(): Promise<void> {
      const kept = await session.current()
      if (!kept) return
      const person = session.personOf(kept)
      // Storage that fails (a private window, a full disk) costs the memory, not the page.
      await restoreAnswers(client, person).catch(() => undefined)
      if (isOver) return
      const zone = client.getQueryData<Me>(['me'])?.tenant?.time_zone
      if (zone) showIn(zone)
      stop = keepAnswers(client, person)
      setOwner(person)
    }
    void begin()
    return () => {
      isOver = true
      stop()
    }
  }, [client])
  return owner ? children(owner) : null
}

function Resident({ owner }: { owner: string }) {
  const me = useMe()
  if (!me.data)
    return (
      <main className='page'>
        {me.error ? (
          <ProblemNotice failure={me.error} onRetry={() => void me.refetch()} />
        ) : (
          <Loading lines={8} />
        )}
      </main>
    )
  if (!me.data.resident) return <WrongApp me={me.data} />
  return (
    <OutboxProvider owner={owner}>
      <LostConnection />
      <Suspense
        fallback={
          <main className='page'>
            <Loading lines={8} />
          </main>
        }
      >
        <Switch>
          <Route path='/' component={HomePage} />
          <Route path='/report'>
            <ReportPage />
          </Route>
          <Route path='/report/:category'>{({ category }) => <ReportPage category={category} />}</Route>
          <Route path='/orders' component={OrdersPage} />
          <Route path='/orders/:id'>{({ id }) => <OrderPage key={id} id={id} />}</Route>
          <Route path='/account/:unit?'>{({ unit }) => <AccountPage unit={unit} />}</Route>
          <Route path='/notices' component={NoticesPage} />
          <Route path='/me' component={ProfilePage} />
          <Route path='/me/messages' component={MessagesPage} />
          <Route component={HomePage} />
        </Switch>
      </Suspense>
      <Tabs />
    </OutboxProvider>
  )
}
