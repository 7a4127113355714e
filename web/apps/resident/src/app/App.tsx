/** The portal: surveys are open to whoever holds their link, all else is for residents who are signed in. */
import { SessionGate } from '@steward/ui'
import { Loading, SignIn } from '@steward/ui/phone'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Router, Switch } from 'wouter'
import { Broken } from './Broken'
import { Portal } from './Portal'

const SurveyPage = lazy(() => import('../features/surveys/SurveyPage'))

export function App() {
  const { t } = useTranslation('resident')
  return (
    <Broken>
      <Router base='/resident'>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path='/surveys/:token'>{({ token }) => <SurveyPage token={token} />}</Route>
            <Route>
              <SessionGate
                signIn={(username) => (
                  <SignIn title={t('title')} subtitle={t('subtitle')} username={username} />
                )}
              >
                <Portal />
              </SessionGate>
            </Route>
          </Switch>
        </Suspense>
      </Router>
    </Broken>
  )
}
