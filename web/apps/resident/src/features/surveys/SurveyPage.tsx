/** The page behind a survey's link, for whoever holds it. */
import { Problem } from '@steward/api'
import { changeLanguage, day, dayOf, LANGUAGES } from '@steward/ui'
import { LanguageSwitch, Loading, ProblemNotice } from '@steward/ui/phone'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { AnswerForm } from './AnswerForm'
import { useSurvey } from './api/show'
import type { Survey } from './choice'
import './surveys.css'

export default function SurveyPage({ token }: { token: string }) {
  const { t } = useTranslation('resident')
  const { data, error, isPending, refetch } = useSurvey(token)
  const isUnknown = error instanceof Problem && error.status === 404
  const spoken = LANGUAGES.find((one) => one === data?.language)
  // Whoever opens the link has perhaps never been here: the page speaks as the questions do.
  useEffect(() => {
    if (spoken) void changeLanguage(spoken)
  }, [spoken])
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
  survey: Survey
  token: string
}

function State({ survey, token }: Known) {
  const { t } = useTranslation('resident')
  // The form stays when it has just been answered here: it says what comes of it.
  if (survey.is_expired && !survey.is_answered) return <p>{t('survey.expired')}</p>
  return (
    <>
      <AnswerForm token={token} survey={survey} />
      {!survey.is_answered && (
        <p className='hint'>{t('survey.until', { date: day(dayOf(survey.expires_at)) })}</p>
      )}
    </>
  )
}
