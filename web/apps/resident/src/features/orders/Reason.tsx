/** Asks for a reason in place: usual ones by a tap, others in words. */
import { Field, ProblemNotice } from '@steward/ui/phone'
import { Button, TextArea } from 'antd-mobile'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Question {
  title: string
  reasons: string[]
  act: string
  isBusy: boolean
  failure: unknown
  onGiven: (reason: string) => void
  onStop: () => void
}

export function Reason({ title, reasons, act, isBusy, failure, onGiven, onStop }: Question) {
  const { t } = useTranslation('ui')
  const [reason, setReason] = useState('')
  const heading = useId()
  return (
    <form
      className='card reason'
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim()) onGiven(reason.trim())
      }}
    >
      <h2 id={heading}>{title}</h2>
      <div className='chips'>
        {reasons.map((one) => (
          <button
            key={one}
            type='button'
            className='chip-button'
            aria-pressed={reason === one}
            onClick={() => setReason(one)}
          >
            {one}
          </button>
        ))}
      </div>
      <Field label={title} isUnseen>
        <TextArea
          value={reason}
          maxLength={4000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={setReason}
        />
      </Field>
      {failure !== null && <ProblemNotice failure={failure} />}
      <Button block color='primary' type='submit' loading={isBusy} disabled={!reason.trim()}>
        {act}
      </Button>
      <Button block fill='none' onClick={onStop}>
        {t('action.back')}
      </Button>
    </form>
  )
}
