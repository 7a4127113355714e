import { Field } from '@steward/ui/phone'
import { Selector, TextArea } from 'antd-mobile'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useDraft } from '../../shared/draft'
import { useDo, useRefused } from '../../shared/outbox'
import { FormPage } from './FormPage'

const CAUSES = ['parts', 'access', 'third_party'] as const

export default function PausePage({ id }: { id: string }) {
  const { t } = useTranslation('technician')
  const today = dayjs()
  const refused = useRefused(id, 'pause')
  const { form, set, forget } = useDraft(`pause ${id}`, {
    reason: refused?.body.reason ?? '',
    day: refused?.body.expected_on ?? today.add(1, 'day').format('YYYY-MM-DD'),
  })
  const { redo, failure } = useDo()
  const [, goTo] = useLocation()
  return (
    <FormPage
      id={id}
      title={t('step.pause')}
      submit={t('pause.submit')}
      isReady={form.reason.trim() !== '' && form.day !== ''}
      failure={failure}
      onSubmit={async (order) => {
        const body = { reason: form.reason.trim(), expected_on: form.day }
        if (!(await redo(order, { kind: 'pause', body }))) return
        forget()
        goTo(`/orders/${id}`)
      }}
    >
      {() => (
        <>
          <Selector
            aria-label={t('pause.cause')}
            options={CAUSES.map((cause) => ({ value: cause, label: t(`pause.${cause}`) }))}
            onChange={([cause]) => cause && set({ reason: t(`pause.${cause}`) })}
          />
          <Field label={t('pause.reason')}>
            <TextArea value={form.reason} onChange={(reason) => set({ reason })} maxLength={4000} rows={3} />
          </Field>
          <Field label={t('pause.day')} hint={t('pause.hint')}>
            <input
              type='date'
              value={form.day}
              min={today.format('YYYY-MM-DD')}
              onChange={(event) => set({ day: event.target.value })}
            />
          </Field>
        </>
      )}
    </FormPage>
  )
}
