/** Notes a call that led to nothing yet. */
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import type { Callback } from './api/listCallbacks'
import { noteAttempt } from './api/noteAttempt'

export function AttemptForm({ call }: { call: Callback }) {
  const { t } = useTranslation('surveys')
  return (
    <section className='call-form' aria-labelledby='call-attempt'>
      <h3 id='call-attempt'>{t('call.not_reached')}</h3>
      <DraftForm<{ note: string }, Callback>
        // Another attempt is another form, and an empty one.
        key={call.attempts.length}
        draft={`call-attempt:${call.id}`}
        initial={{}}
        send={({ note }, key) => noteAttempt(call.id, { note }, key)}
        refreshes={[['callback', call.id], ['callbacks']]}
        submit={t('call.note_it')}
      >
        <Form.Item
          name='note'
          label={t('call.note')}
          rules={[{ required: true, whitespace: true, message: t('needed') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} placeholder={t('call.note_hint')} />
        </Form.Item>
      </DraftForm>
    </section>
  )
}
