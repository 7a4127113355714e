/** What goes with a score: tags to tap, and room for words where the template has some. */
import { Field } from '@steward/ui/phone'
import { TextArea } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import type { Survey } from './choice'

const OWN_TAGS = ['punctual', 'friendly', 'clean', 'thorough'] as const

interface Part {
  survey: Survey
  tags: string[]
  text: string
  onChange: (change: { tags?: string[]; text?: string }) => void
}

export function Words({ survey, tags, text, onChange }: Part) {
  const { t } = useTranslation('resident')
  const offered = survey.tags.length > 0 ? survey.tags : OWN_TAGS.map((tag) => named(t(`verdict.tag_${tag}`)))
  return (
    <>
      <div className='chips'>
        {offered.map(({ code, text: name }) => {
          const isChosen = tags.includes(code)
          return (
            <button
              key={code}
              type='button'
              className='chip-button'
              aria-pressed={isChosen}
              onClick={() =>
                onChange({ tags: isChosen ? tags.filter((one) => one !== code) : [...tags, code] })
              }
            >
              {name}
            </button>
          )
        })}
      </div>
      {survey.takes_text && (
        <Field label={t('verdict.words')} isUnseen>
          <TextArea
            placeholder={t('verdict.words')}
            value={text}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(words) => onChange({ text: words })}
          />
        </Field>
      )}
    </>
  )
}

/** A tag of ours is stored as it is read. */
function named(text: string) {
  return { code: text, text }
}
