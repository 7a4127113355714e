/** The next step in reach of the thumb, and the others beside it. */
import type { Schemas } from '@steward/api'
import type { Status } from '@steward/ui'
import { ProblemNotice } from '@steward/ui/phone'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useDo } from '../../shared/outbox'
import { useProblem } from '../../shared/problem'
import type { Role } from '../order/role'

interface Bar {
  order: Schemas['WorkOrderOut']
  status: Status
  role: Role
}

type Step = 'take' | 'accept' | 'resume' | 'check-in' | 'complete' | 'pause' | 'decline'

/** What the assignee can do in each state, the next step first. */
const STEPS: Partial<Record<Status, Step[]>> = {
  assigned: ['accept', 'decline'],
  accepted: ['check-in', 'pause', 'decline'],
  on_site: ['complete', 'pause'],
  paused: ['resume'],
}

export function Actions({ order, status, role }: Bar) {
  const { t } = useTranslation('technician')
  const [, goTo] = useLocation()
  const { run, failure } = useDo()
  const say = useProblem()
  const steps = role === 'queue' ? (['take'] as const) : role === 'assignee' ? (STEPS[status] ?? []) : []
  const [first, ...others] = steps
  if (!first) return null

  function press(step: Step): void {
    if (step === 'take' || step === 'accept' || step === 'resume') void run(order, { kind: step, body: null })
    else goTo(`/orders/${order.id}/${step}`)
  }

  return (
    <>
      {failure !== null && <ProblemNotice failure={say(failure)} />}
      <div className='acts-row'>
        {others.map((step) => (
          <Button key={step} size='large' onClick={() => press(step)}>
            {t(`step.${step}`)}
          </Button>
        ))}
        <Button color='primary' size='large' className='acts-first' onClick={() => press(first)}>
          {t(`step.${first}`)}
        </Button>
      </div>
    </>
  )
}
