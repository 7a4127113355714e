import { Field } from '@steward/ui/phone'
import { TextArea } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useDraft } from '../../shared/draft'
import { useDo, useRefused } from '../../shared/outbox'
import { FormPage } from './FormPage'

export default function DeclinePage({ id }: { id: string }) {
  const { t } = useTranslation('technician')
  const refused = useRefused(id, 'decline')
  const { form, set, forget } = useDraft(`decline ${id}`, { reason: refused?.body.reason ?? '' })
  const { redo, failure } = useDo()
  const [, goTo] = useLocation()
  return (
    <FormPage
      id={id}
      title={t('step.decline')}
      submit={t('decline.submit')}
      isReady={form.reason.trim() !== ''}
      failure={failure}
      onSubmit={async (order) => {
        if (!(await redo(order, { kind: 'decline', body: { reason: form.reason.trim() } }))) return
        forget()
        goTo('/')
      }}
    >
      {() => (
        <Field label={t('decline.reason')} hint={t('decline.hint')}>
          <TextArea value={form.reason} onChange={(reason) => set({ reason })} maxLength={4000} rows={4} />
        </Field>
      )}
    </FormPage>
  )
}
