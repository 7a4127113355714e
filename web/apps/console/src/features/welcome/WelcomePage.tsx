/** From nothing to the first order: seven short steps, each ticked by what exists. */
import { Alert, Progress, Skeleton, Steps } from 'antd'
import { type ComponentType, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useFacts } from './api/useFacts'
import { nextStep, STEPS, type StepName } from './steps'
import './welcome.css'

/** Each step's form comes when it is its turn: all of them at once weigh 90 KB more. */
const FORMS: Record<StepName, ComponentType> = {
  department: lazy(() => import('./DepartmentStep')),
  technician: lazy(() => import('./TechnicianStep')),
  building: lazy(() => import('./BuildingStep')),
  unit: lazy(() => import('./UnitStep')),
  resident: lazy(() => import('./ResidentStep')),
  category: lazy(() => import('./CategoryStep')),
  order: lazy(() => import('./OrderStep')),
}
const FinishedStep = lazy(() => import('./FinishedStep'))

export default function WelcomePage() {
  const { t } = useTranslation('console')
  const { done, failure, refetch } = useFacts()
  return (
    <>
      <PageTitle title={t('page.welcome')} />
      {failure !== null && <ProblemNotice failure={failure} onRetry={refetch} />}
      {!done && failure === null && <Skeleton active />}
      {done && <Checklist done={done} />}
    </>
  )
}

function Checklist({ done }: { done: ReadonlySet<StepName> }) {
  const { t } = useTranslation('console')
  const next = nextStep(done)
  // What was chosen by hand stays open; else the next open step comes by itself.
  const [chosen, setChosen] = useState<{ step: StepName; doneThen: number } | null>(null)
  const isChosen = chosen !== null && chosen.doneThen === done.size
  const step = isChosen ? chosen.step : next
  const Form = step ? FORMS[step] : FinishedStep
  const percent = Math.round((100 * done.size) / STEPS.length)
  return (
    <div className='welcome'>
      <aside>
        <Progress type='circle' size={96} percent={percent} aria-label={t('welcome.progress')} />
        <p>{t('welcome.count', { done: done.size, all: STEPS.length })}</p>
        <Steps
          orientation='vertical'
          size='small'
          current={step ? STEPS.indexOf(step) : STEPS.length}
          onChange={(index) => {
            const wanted = STEPS[index]
            if (wanted) setChosen({ step: wanted, doneThen: done.size })
          }}
          items={STEPS.map((one) => ({
            title: t(`welcome.step.${one}.title`),
            status: done.has(one) ? 'finish' : one === step ? 'process' : 'wait',
          }))}
        />
      </aside>
      <section className='welcome-step' aria-live='polite'>
        {step && (
          <>
            <h2>{t(`welcome.step.${step}.title`)}</h2>
            <p className='form-lead'>{t(`welcome.step.${step}.why`)}</p>
            {done.has(step) && (
              <Alert className='form-notice' type='success' showIcon title={t('welcome.done_already')} />
            )}
          </>
        )}
        <Suspense fallback={<Skeleton active />}>
          <Form key={step} />
        </Suspense>
      </section>
    </div>
  )
}
