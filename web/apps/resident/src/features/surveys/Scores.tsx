/** One question's five faces; a tap chooses. */
import { useTranslation } from 'react-i18next'
import { SCORES } from './choice'
import { Face } from './Face'

interface Row {
  legend: string
  /** Left out where a tap answers at once: then nothing stays chosen. */
  chosen?: number | null
  isDisabled?: boolean
  onChoose: (score: number) => void
}

export function Scores({ legend, chosen, isDisabled = false, onChoose }: Row) {
  const { t } = useTranslation('resident')
  return (
    <fieldset className='scores' disabled={isDisabled}>
      <legend>{legend}</legend>
      {SCORES.map((score) => (
        <button
          key={score}
          type='button'
          aria-label={`${t('verdict.score', { count: score })}, ${t(`verdict.word_${score}`)}`}
          aria-pressed={chosen === undefined ? undefined : chosen === score}
          onClick={() => onChoose(score)}
        >
          <Face score={score} />
          <span aria-hidden='true'>{t(`verdict.word_${score}`)}</span>
        </button>
      ))}
    </fieldset>
  )
}
