/** The company's policy of asking: whom, how often, and what follows. */
import type { Schemas } from '@steward/api'
import { Form, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import { changeTenant } from '../company/api/changeTenant'
import type { Tenant } from '../company/api/useTenant'

type Policy = Schemas['SurveyPolicyOut']

export const ASKING = ['all', 'sample', 'callback_only', 'callback_and_link'] as const
const EXPIRY = ['close', 'callback', 'close_and_callback'] as const

export function AskingForm({ policy }: { policy: Policy }) {
  const { t } = useTranslation('surveys')
  const { t: ui } = useTranslation('ui')
  const [isSaved, setSaved] = useState(false)
  return (
    <section className='survey-asking' aria-labelledby='survey-asking'>
      <h2 id='survey-asking'>{t('asking.title')}</h2>
      <DraftForm<Policy, Tenant>
        draft='survey-policy'
        initial={policy}
        send={(survey) => {
          setSaved(false)
          return changeTenant({ policies: { survey } })
        }}
        refreshes={[['tenant'], ['me']]}
        onDone={() => setSaved(true)}
        submit={ui('action.save')}
      >
        <Fields />
        {isSaved && <p role='status'>{t('asking.saved')}</p>}
      </DraftForm>
    </section>
  )
}

function Fields() {
  const { t } = useTranslation('surveys')
  const form = Form.useFormInstance<Policy>()
  const asking = Form.useWatch('asking', form)
  const reminders = Form.useWatch('reminders', form)
  return (
    <div className='form-row survey-policy'>
      <Form.Item name='asking' label={t('asking.whom')} extra={t('asking.whom_hint')}>
        <Select
          popupMatchSelectWidth={false}
          options={ASKING.map((value) => ({ value, label: t(`asking.way.${value}`) }))}
        />
      </Form.Item>
      {asking === 'sample' && (
        <NumberField name='sample_percent' unit={t('unit.percent')} min={1} max={100} />
      )}
      <NumberField name='pause_days' unit={t('unit.days')} min={0} max={365} />
      <NumberField name='answer_days' unit={t('unit.days')} min={1} max={90} />
      <NumberField name='reminders' unit={t('unit.times')} min={0} max={5} />
      {reminders > 0 && <NumberField name='remind_after_days' unit={t('unit.days')} min={1} max={30} />}
      <Form.Item name='on_expiry' label={t('asking.expiry')} extra={t('asking.expiry_hint')}>
        <Select
          popupMatchSelectWidth={false}
          options={EXPIRY.map((value) => ({ value, label: t(`asking.on_expiry.${value}`) }))}
        />
      </Form.Item>
      <NumberField name='low_score' unit={t('unit.points')} min={0} max={5} />
    </div>
  )
}

interface NumberShown {
  name: 'sample_percent' | 'pause_days' | 'answer_days' | 'reminders' | 'remind_after_days' | 'low_score'
  unit: string
  min: number
  max: number
}

function NumberField({ name, unit, min, max }: NumberShown) {
  const { t } = useTranslation('surveys')
  return (
    <Form.Item
      name={name}
      label={t(`asking.${name}`)}
      extra={t(`asking.${name}_hint`)}
      rules={[{ required: true, type: 'number', min, max }]}
    >
      <InputNumber min={min} max={max} precision={0} suffix={unit} />
    </Form.Item>
  )
}
