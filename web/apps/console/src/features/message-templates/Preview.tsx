/** What somebody would read of the draft, with example values: in the inbox and by mail, and as a text message. */
import { Problem } from '@steward/api'
import { useProblemText } from '@steward/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import { Checkbox, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { refusals } from '../../shared/forms/refusals'
import { ProblemNotice } from '../../shared/ProblemNotice'
import type { Template } from './api/useTemplate'
import { isPart, type Reader } from './template-form'

interface Texts {
  title: string
  body: string
  sms: string | null
}

interface Shown {
  template: Template
  preview: UseQueryResult<Texts>
  reader: Reader
  onReader: (reader: Reader) => void
}

export function Preview({ template, preview, reader, onReader }: Shown) {
  const { t } = useTranslation('messages')
  const say = useProblemText()
  const isRefused = preview.error instanceof Problem && preview.error.status === 422
  const isSaid = refusals(preview.error, isPart).rest === null
  const knowsUrgency = template.variables.some((one) => one.name === 'is_emergency')
  return (
    <section className='template-preview' aria-labelledby='template-preview'>
      <h2 id='template-preview'>{t('preview.title')}</h2>
      <div className='template-reader'>
        <Segmented
          aria-label={t('preview.reader')}
          value={reader.is_resident ? 'resident' : 'staff'}
          onChange={(chosen) => onReader({ ...reader, is_resident: chosen === 'resident' })}
          options={(['resident', 'staff'] as const).map((value) => ({ value, label: t(`preview.${value}`) }))}
        />
        {knowsUrgency && (
          <Checkbox
            checked={reader.is_emergency}
            onChange={({ target }) => onReader({ ...reader, is_emergency: target.checked })}
          >
            {t('preview.emergency')}
          </Checkbox>
        )}
      </div>
      {preview.isError && !isRefused && (
        <ProblemNotice failure={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {isRefused && <p className='template-refused'>{isSaid ? t('preview.refused') : say(preview.error)}</p>}
      {preview.data && !isRefused && <Message texts={preview.data} language={template.language} />}
      <p className='form-lead'>{t('preview.examples')}</p>
    </section>
  )
}

function Message({ texts, language }: { texts: Texts; language: string }) {
  const { t } = useTranslation('messages')
  return (
    <div aria-live='polite' lang={language}>
      <h3>{t('preview.inbox')}</h3>
      <article className='message-card'>
        <strong>{texts.title}</strong>
        <p>{texts.body}</p>
      </article>
      {texts.sms !== null && (
        <>
          <h3>{t('preview.sms', { count: texts.sms.length })}</h3>
          <article className='message-card message-bubble'>
            <p>{texts.sms}</p>
          </article>
        </>
      )}
    </div>
  )
}
