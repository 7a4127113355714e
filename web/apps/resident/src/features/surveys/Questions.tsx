/** A survey on the order's page. A tap on a score answers; what was chosen or written below goes with it. */
import { Problem } from '@steward/api'
import { ProblemNotice } from '@steward/ui/phone'
import { Button } from 'antd-mobile'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAnswer } from './api/answer'
import { useSurvey } from './api/show'
import { answerOf, type Choice, chosenBy, type Outcome, withOutcome } from './choice'
import { Scores } from './Scores'
import { Words } from './Words'
import './surveys.css'

const BACK = ['half_fixed', 'not_fixed'] as const

interface Asked {
  token: string
  onAnswered: (outcome: Outcome) => void
}

export function Questions({ token, onAnswered }: Asked) {
  const { t } = useTranslation('resident')
  const survey = useSurvey(token).data
  const answer = useAnswer(token)
  const [{ tags, text }, setWords] = useState({ tags: [] as string[], text: '' })

  function send(choice: Choice): void {
    const body = answerOf({ ...choice, tags, text })
    if (body) answer.mutate(body, { onSuccess: (taken) => onAnswered(taken.outcome) })
  }

  if (answer.data) return <Thanks outcome={answer.data.outcome} />
  if (isAnsweredAlready(answer.error)) return <p className='thanks'>{t('verdict.answered')}</p>
  return (
    <>
      <Scores
        legend={t('verdict.yes')}
        isDisabled={answer.isPending}
        onChoose={(score) => send({ ...chosenBy(''), score })}
      />
      <div className='go-back'>
        {BACK.map((outcome) => (
          <Button
            key={outcome}
            block
            color='danger'
            fill='outline'
            disabled={answer.isPending}
            onClick={() => send(withOutcome(chosenBy(''), outcome))}
          >
            {t(`verdict.${outcome}`)}
          </Button>
        ))}
      </div>
      {survey && (
        <details className='more-words'>
          <summary>{t('verdict.more')}</summary>
          <Words
            survey={survey}
            tags={tags}
            text={text}
            onChange={(change) => setWords({ tags, text, ...change })}
          />
          <p className='hint'>{t('verdict.then')}</p>
        </details>
      )}
      {survey && survey.questions.length > 0 && (
        <Link to={`/surveys/${token}`} className='more'>
          {t('verdict.questions', { count: survey.questions.length })}
        </Link>
      )}
      {answer.error && <ProblemNotice failure={answer.error} />}
    </>
  )
}

/** An answer whose receipt was lost has arrived all the same. */
export function isAnsweredAlready(failure: unknown): boolean {
  return failure instanceof Problem && failure.code === 'already_answered'
}

/** What comes of an answer. */
export function Thanks({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('resident')
  return (
    <p role='status' className='thanks'>
      {t(outcome === 'fixed' ? 'verdict.thanks' : 'verdict.goes_back')}
    </p>
  )
}
