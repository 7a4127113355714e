/** All that a survey asks. Opened from a link it has a choice made already; only the button sends it. */
import { ProblemNotice } from '@steward/ui/phone'
import { Button } from 'antd-mobile'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from './api/answer'
import { answerOf, type Choice, chosenBy, OUTCOMES, type Survey, withOutcome } from './choice'
import { isAnsweredAlready, Thanks } from './Questions'
import { Scores } from './Scores'
import { Words } from './Words'

export function AnswerForm({ token, survey }: { token: string; survey: Survey }) {
  const { t } = useTranslation('resident')
  const answer = useAnswer(token)
  const [choice, setChoice] = useState<Choice>(() => chosenBy(location.search))
  const body = answerOf(choice)

  if (answer.data) return <Thanks outcome={answer.data.outcome} />
  if (survey.is_answered || isAnsweredAlready(answer.error))
    return <p className='thanks'>{t('verdict.answered')}</p>
  return (
    <form
      className='verdict'
      onSubmit={(event) => {
        event.preventDefault()
        if (body) answer.mutate(body)
      }}
    >
      <fieldset className='outcomes'>
        <legend className='unseen'>{t('verdict.ask')}</legend>
        {OUTCOMES.map((outcome) => (
          <label key={outcome} className='chip'>
            <input
              type='radio'
              name='outcome'
              checked={choice.outcome === outcome}
              onChange={() => setChoice(withOutcome(choice, outcome))}
            />
            <span>{t(`verdict.${outcome}`)}</span>
          </label>
        ))}
      </fieldset>
      {choice.outcome !== 'fixed' && <p className='hint'>{t('verdict.comes_back')}</p>}
      <Scores
        legend={t('verdict.how')}
        chosen={choice.score}
        onChoose={(score) => setChoice({ ...choice, score })}
      />
      {survey.questions.map(({ code, text }) => (
        <Scores
          key={code}
          legend={text}
          chosen={choice.scores[code] ?? null}
          onChoose={(score) => setChoice({ ...choice, scores: { ...choice.scores, [code]: score } })}
        />
      ))}
      <Words
        survey={survey}
        tags={choice.tags}
        text={choice.text}
        onChange={(change) => setChoice({ ...choice, ...change })}
      />
      {answer.error && <ProblemNotice failure={answer.error} />}
      <Button block color='primary' size='large' type='submit' disabled={!body} loading={answer.isPending}>
        {t(body ? 'verdict.send' : 'verdict.score_first')}
      </Button>
    </form>
  )
}
