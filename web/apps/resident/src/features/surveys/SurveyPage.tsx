/** The page behind a survey's link, for whoever holds it. */
import { Problem } from '@steward/api'
import { day, dayOf } from '@steward/ui'
import { LanguageSwitch, Loading, ProblemNotice } from '@steward/ui/phone'
import { useTranslation } from 'react-i18next'
import { useSurvey } from './api/show'
import { Questions } from './Questions'
import './surveys.css'

export default function SurveyPage({ token }: { token: string }) {
  const { t } = useTranslation('resident')
  const { data, error, isPending, refetch } = useSurvey(token)
  const isUnknown = error instanceof Problem && error.status === 404
  return (
    <main className='page survey'>
      <header className='greeting'>
        <LanguageSwitch />
        <p className='company'>{data?.company}</p>
        <h1>{t(isUnknown ? 'survey.unknown' : 'verdict.ask')}</h1>
        {data && <p className='place'>{[data.title, data.order_number].join(' · ')}</p>}
      </header>
      <section className='card verdict'>
        {isPending && <Loading lines={4} />}
        {isUnknown && <p>{t('survey.unknown_why')}</p>}
        {error && !isUnknown && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
        {data && <State survey={data} token={token} />}
      </section>
    </main>
  )
}

interface Known {
  survey: NonNullable<ReturnType<typeof useSurvey>['data']>
  token: string
}

function State({ survey, token }: Known) {
  const { t } = useTranslation('resident')
  // The questions stay when they have just been answered here: they say what comes of it.
  if (survey.is_expired && !survey.is_answered) return <p>{t('survey.expired')}</p>
  return (
    <>
      <Questions token={token} isAnswered={survey.is_answered} />
      {!survey.is_answered && (
        <p className='hint'>{t('survey.until', { date: day(dayOf(survey.expires_at)) })}</p>
      )}
    </>
  )
}
