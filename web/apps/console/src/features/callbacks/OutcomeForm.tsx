/** What the resident said: kept as the answer to the survey; what is not fixed goes back to work. */
import { Form, Input, Radio, Rate } from 'antd'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import { endCallback } from './api/endCallback'
import type { Callback } from './api/listCallbacks'
import { bodyOf, OUTCOMES, type OutcomeValues } from './outcome'

export function OutcomeForm({ call }: { call: Callback }) {
  const { t } = useTranslation('surveys')
  return (
    <section className='call-form' aria-labelledby='call-outcome'>
      <h3 id='call-outcome'>{t('call.what_came')}</h3>
      <DraftForm<OutcomeValues, Callback>
        draft={`call-outcome:${call.id}`}
        initial={{}}
        send={(values, key) => endCallback(call.id, bodyOf(values), key)}
        refreshes={[['callback', call.id], ['callbacks'], ['orders']]}
        submit={t('call.keep')}
      >
        <Fields hasAttempts={call.attempts.length > 0} />
      </DraftForm>
    </section>
  )
}

function Fields({ hasAttempts }: { hasAttempts: boolean }) {
  const { t } = useTranslation('surveys')
  const outcome = Form.useWatch('outcome')
  const isBad = outcome === 'half_fixed' || outcome === 'not_fixed'
  return (
    <>
      <Form.Item
        name='outcome'
        label={t('call.outcome')}
        extra={isBad ? t('call.goes_back') : null}
        rules={[{ required: true, message: t('needed') }]}
      >
        <Radio.Group>
          {OUTCOMES.map((one) => (
            <Radio key={one} value={one} disabled={one === 'unreachable' && !hasAttempts}>
              {t(`call.outcomes.${one}`)}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {outcome !== 'unreachable' && (
        <Form.Item name='score' label={t('call.score')}>
          <Rate aria-label={t('call.score')} />
        </Form.Item>
      )}
      <Form.Item name='text' label={t('call.text')}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} />
      </Form.Item>
    </>
  )
}
