import { Field } from '@steward/ui/phone'
import { TextArea } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useDraft } from '../../shared/draft'
import { useDo, useRefused } from '../../shared/outbox'
import { FormPage } from '../work/FormPage'

export default function CommentPage({ id }: { id: string }) {
  const { t } = useTranslation('technician')
  const refused = useRefused(id, 'comments')
  const { form, set, forget } = useDraft(`comment ${id}`, {
    text: refused?.body.text ?? '',
    isForResident: refused?.body.visibility === 'resident',
  })
  const { redo, failure } = useDo()
  const [, goTo] = useLocation()
  return (
    <FormPage
      id={id}
      title={t('talk.comment')}
      submit={t('talk.send')}
      isReady={form.text.trim() !== ''}
      failure={failure}
      onSubmit={async (order) => {
        const visibility = form.isForResident ? ('resident' as const) : ('internal' as const)
        if (!(await redo(order, { kind: 'comments', body: { text: form.text.trim(), visibility } }))) return
        forget()
        goTo(`/orders/${id}`)
      }}
    >
      {() => (
        <>
          <Field label={t('talk.text')}>
            <TextArea value={form.text} onChange={(text) => set({ text })} maxLength={4000} rows={5} />
          </Field>
          <label className='choice'>
            <input
              type='checkbox'
              checked={form.isForResident}
              onChange={(event) => set({ isForResident: event.target.checked })}
            />
            {t('talk.for_resident')}
          </label>
        </>
      )}
    </FormPage>
  )
}
