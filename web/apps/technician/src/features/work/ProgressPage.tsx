/** How the work goes, in words; how much of it is done, and a milestone of the plan that is reached. */
import { Field } from '@steward/ui/phone'
import { Selector, TextArea } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useDraft } from '../../shared/draft'
import { useDo, useOutbox, useRefused } from '../../shared/outbox'
import { FormPage } from './FormPage'
import { openMilestones } from './plan'

const PERCENTS = [10, 25, 50, 75, 90, 100]

export default function ProgressPage({ id }: { id: string }) {
  const { t } = useTranslation('technician')
  const refused = useRefused(id, 'progress')
  const { items } = useOutbox()
  const { form, set, forget } = useDraft(`progress ${id}`, {
    text: refused?.body.text ?? '',
    percent: refused?.body.percent ?? null,
    milestone: refused?.body.milestone ?? null,
  })
  const { redo, failure } = useDo()
  const [, goTo] = useLocation()
  return (
    <FormPage
      id={id}
      title={t('progress.title')}
      submit={t('progress.submit')}
      isReady={form.text.trim() !== ''}
      failure={failure}
      onSubmit={async (order) => {
        const body = {
          text: form.text.trim(),
          percent: form.percent,
          milestone: form.milestone,
          captured_at: new Date().toISOString(),
        }
        if (!(await redo(order, { kind: 'progress', body }))) return
        forget()
        goTo(`/orders/${id}`)
      }}
    >
      {(order) => (
        <>
          <Field label={t('progress.text')}>
            <TextArea
              placeholder={t('progress.example')}
              value={form.text}
              onChange={(text) => set({ text })}
              maxLength={4000}
              rows={4}
            />
          </Field>
          <fieldset className='panel'>
            <legend>{t('progress.percent')}</legend>
            <Selector
              columns={3}
              value={form.percent === null ? [] : [form.percent]}
              options={PERCENTS.map((value) => ({ value, label: t('progress.of_hundred', { value }) }))}
              onChange={([percent]) => set({ percent: percent ?? null })}
            />
          </fieldset>
          {openMilestones(order, items).length > 0 && (
            <fieldset className='panel'>
              <legend>{t('progress.milestone')}</legend>
              <Selector
                columns={1}
                value={form.milestone === null ? [] : [form.milestone]}
                options={openMilestones(order, items).map(({ name }) => ({ value: name, label: name }))}
                onChange={([milestone]) => set({ milestone: milestone ?? null })}
              />
            </fieldset>
          )}
        </>
      )}
    </FormPage>
  )
}
