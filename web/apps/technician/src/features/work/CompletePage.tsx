import { useQuery } from '@tanstack/react-query'
import { Input, TextArea } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useDraft } from '../../shared/draft'
import { Field } from '../../shared/Field'
import { useDo, useOutbox } from '../../shared/outbox'
import { orderOf } from '../order/api/order'
import { attachmentsOf } from '../photos/api/attachments'
import { Photos } from '../photos/Photos'
import { Checklist } from './Checklist'
import { FormPage } from './FormPage'
import { missing } from './missing'

const MOST_MINUTES = 43_200

export default function CompletePage({ id }: { id: string }) {
  const { t } = useTranslation('technician')
  const { form, set, forget } = useDraft(`complete ${id}`, { summary: '', minutes: '', parts: '' })
  const { redo, failure } = useDo()
  const { items } = useOutbox()
  const { data: order } = useQuery(orderOf(id))
  const { data: attachments = [] } = useQuery(attachmentsOf(id))
  const [, goTo] = useLocation()
  const lacks = order && missing({ order, attachments, items, summary: form.summary })
  return (
    <FormPage
      id={id}
      title={t('step.complete')}
      submit={t('complete.submit')}
      isReady={lacks !== undefined && lacks.photos === 0 && !lacks.summary}
      failure={failure}
      onSubmit={async (known) => {
        const body = {
          summary: form.summary.trim(),
          minutes: form.minutes ? Math.min(Number(form.minutes), MOST_MINUTES) : null,
          parts: form.parts
            .split('\n')
            .map((part) => part.trim())
            .filter(Boolean)
            .slice(0, 50),
        }
        if (!(await redo(known, { kind: 'complete', body }))) return
        forget()
        goTo(`/orders/${id}`)
      }}
    >
      {(known) => (
        <>
          <Checklist order={known} summary={form.summary} />
          <Photos order={known} canAdd only='after' />
          <Field label={t('complete.summary')}>
            <TextArea
              value={form.summary}
              onChange={(summary) => set({ summary })}
              maxLength={4000}
              rows={4}
            />
          </Field>
          <Field label={t('complete.minutes')}>
            <Input
              type='number'
              inputMode='numeric'
              min={0}
              value={form.minutes}
              onChange={(minutes) => set({ minutes: minutes.replace(/\D/g, '') })}
            />
          </Field>
          <Field label={t('complete.parts')} hint={t('complete.parts_hint')}>
            <TextArea value={form.parts} onChange={(parts) => set({ parts })} rows={3} />
          </Field>
        </>
      )}
    </FormPage>
  )
}
