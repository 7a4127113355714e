/** Behind the sign-in: waits for who it is, and sends those whose app is another one to it. */
import { type Me, useMe } from '@steward/ui'
import { Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { ProblemNotice } from '../shared/ProblemNotice'
import { Shell } from './Shell'

/** Few ever see it, and its picture is large. */
const WrongApp = lazy(() => import('./WrongApp'))
const AT_WORK = ['technician', 'contractor']

export function Entrance() {
  const me = useMe()
  if (me.isPending) return <Spin fullscreen />
  if (!me.data) return <ProblemNotice failure={me.error} onRetry={() => void me.refetch()} />
  const app = otherApp(me.data)
  if (app)
    return (
      <Suspense fallback={<Spin fullscreen />}>
        <WrongApp app={app} name={nameOf(me.data)} />
      </Suspense>
    )
  return <Shell me={me.data} />
}

/** Whose app is another one: residents', and that of people who have work in the field only. */
function otherApp(me: Me): 'resident' | 'technician' | 'operator' | null {
  if (me.operator) return 'operator'
  if (me.resident) return 'resident'
  return me.roles.every((role) => AT_WORK.includes(role)) ? 'technician' : null
}

function nameOf(me: Me): string {
  return (me.member ?? me.resident ?? me.operator)?.name ?? ''
}
