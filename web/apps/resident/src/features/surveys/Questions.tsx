/** A survey's questions. A tap on a score answers; what was chosen or written below goes with it. */
import { Problem } from '@steward/api'
import { Field, ProblemNotice } from '@steward/ui/phone'
import { Button, TextArea } from 'antd-mobile'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from './api/answer'
import { Face } from './Face'
import './surveys.css'

const SCORES = [1, 2, 3, 4, 5] as const
const TAGS = ['punctual', 'friendly', 'clean', 'thorough'] as const
/** What «not fixed» says in numbers. */
const WORST = 1

interface Survey {
  token: string
  /** It was answered before, here or elsewhere. */
  isAnswered?: boolean
  onAnswered?: (isFixed: boolean) => void
}

export function Questions({ token, isAnswered = false, onAnswered }: Survey) {
  const { t } = useTranslation('resident')
  const answer = useAnswer(token)
  const [tags, setTags] = useState<string[]>([])
  const [text, setText] = useState('')
  // An answer whose receipt was lost has arrived all the same.
  const hasArrived = answer.error instanceof Problem && answer.error.code === 'already_answered'

  function send(score: number, not_fixed: boolean): void {
    answer.mutate(
      { score, not_fixed, tags, text: text.trim() || null },
      { onSuccess: () => onAnswered?.(!not_fixed) },
    )
  }

  if (answer.data) return <Thanks isFixed={!answer.data.not_fixed} />
  if (isAnswered || hasArrived) return <p className='thanks'>{t('verdict.answered')}</p>
  return (
    <>
      <fieldset className='scores' disabled={answer.isPending}>
        <legend>{t('verdict.yes')}</legend>
        {SCORES.map((score) => (
          <button
            key={score}
            type='button'
            aria-label={t('verdict.score', { count: score })}
            onClick={() => send(score, false)}
          >
            <Face score={score} />
            <span aria-hidden='true'>{t(`verdict.word_${score}`)}</span>
          </button>
        ))}
      </fieldset>
      <Button
        block
        color='danger'
        fill='outline'
        disabled={answer.isPending}
        onClick={() => send(WORST, true)}
      >
        {t('verdict.not_fixed')}
      </Button>
      <details className='more-words'>
        <summary>{t('verdict.more')}</summary>
        <div className='chips'>
          {TAGS.map((tag) => {
            const name = t(`verdict.tag_${tag}`)
            const isChosen = tags.includes(name)
            return (
              <button
                key={tag}
                type='button'
                className='chip-button'
                aria-pressed={isChosen}
                onClick={() => setTags(isChosen ? tags.filter((one) => one !== name) : [...tags, name])}
              >
                {name}
              </button>
            )
          })}
        </div>
        <Field label={t('verdict.words')} isUnseen>
          <TextArea
            placeholder={t('verdict.words')}
            value={text}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={setText}
          />
        </Field>
        <p className='hint'>{t('verdict.then')}</p>
      </details>
      {answer.error && <ProblemNotice failure={answer.error} />}
    </>
  )
}

/** What comes of an answer. */
export function Thanks({ isFixed }: { isFixed: boolean }) {
  const { t } = useTranslation('resident')
  return (
    <p role='status' className='thanks'>
      {t(isFixed ? 'verdict.thanks' : 'verdict.goes_back')}
    </p>
  )
}
