import { SessionGate } from '@steward/ui'
import { Loading, SignIn } from '@steward/ui/phone'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Router, Switch } from 'wouter'
import { StatusBar } from '../features/outbox/StatusBar'
import { QueuePage } from '../features/today/QueuePage'
import { TodayPage } from '../features/today/TodayPage'
import { OwnApp } from './OwnApp'
import { TabBar } from './TabBar'

const OrderPage = lazy(() => import('../features/order/OrderPage'))
const CheckInPage = lazy(() => import('../features/work/CheckInPage'))
const CompletePage = lazy(() => import('../features/work/CompletePage'))
const PausePage = lazy(() => import('../features/work/PausePage'))
const DeclinePage = lazy(() => import('../features/work/DeclinePage'))
const ProgressPage = lazy(() => import('../features/work/ProgressPage'))
const CommentPage = lazy(() => import('../features/talk/CommentPage'))
const CollaboratorPage = lazy(() => import('../features/talk/CollaboratorPage'))
const OutboxPage = lazy(() => import('../features/outbox/OutboxPage'))
const InboxPage = lazy(() => import('../features/inbox/InboxPage'))
const MePage = lazy(() => import('../features/me/MePage'))
const MessagesPage = lazy(() => import('../features/me/MessagesPage'))
const PasswordPage = lazy(() => import('../features/me/PasswordPage'))

export function App() {
  const { t } = useTranslation('technician')
  return (
    <SessionGate
      signIn={(username) => <SignIn title={t('title')} subtitle={t('subtitle')} username={username} />}
    >
      <Router base='/technician'>
        <StatusBar />
        <OwnApp>
          <Suspense fallback={<Loading />}>
            <Pages />
          </Suspense>
          <TabBar />
        </OwnApp>
      </Router>
    </SessionGate>
  )
}

function Pages() {
  return (
    <Switch>
      <Route path='/' component={TodayPage} />
      <Route path='/queue' component={QueuePage} />
      <Route path='/outbox' component={OutboxPage} />
      <Route path='/inbox' component={InboxPage} />
      <Route path='/me' component={MePage} />
      <Route path='/messages' component={MessagesPage} />
      <Route path='/password' component={PasswordPage} />
      <Route path='/orders/:id'>{({ id }) => <OrderPage id={id} />}</Route>
      <Route path='/orders/:id/check-in'>{({ id }) => <CheckInPage id={id} />}</Route>
      <Route path='/orders/:id/complete'>{({ id }) => <CompletePage id={id} />}</Route>
      <Route path='/orders/:id/pause'>{({ id }) => <PausePage id={id} />}</Route>
      <Route path='/orders/:id/decline'>{({ id }) => <DeclinePage id={id} />}</Route>
      <Route path='/orders/:id/progress'>{({ id }) => <ProgressPage id={id} />}</Route>
      <Route path='/orders/:id/comment'>{({ id }) => <CommentPage id={id} />}</Route>
      <Route path='/orders/:id/collaborator'>{({ id }) => <CollaboratorPage id={id} />}</Route>
      <Route>
        <Redirect to='/' replace />
      </Route>
    </Switch>
  )
}
