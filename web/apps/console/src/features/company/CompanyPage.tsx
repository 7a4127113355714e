/** The company: its name and the policies it sets for itself. */
import { Descriptions, Form, Input, InputNumber, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import { AmountField } from '../../shared/money/AmountField'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { CalendarField } from '../calendars/CalendarField'
import { changeTenant } from './api/changeTenant'
import { type Tenant, useTenant } from './api/useTenant'
import './company.css'
import { type CompanyValues, patchOf, valuesOf } from './company-form'

export default function CompanyPage() {
  const { t: own } = useTranslation('console')
  const tenant = useTenant()
  return (
    <>
      <PageTitle title={own('page.company')} />
      {tenant.isError && <ProblemNotice failure={tenant.error} onRetry={() => void tenant.refetch()} />}
      {tenant.isPending && <Skeleton active />}
      {tenant.data && <CompanyForm key={tenant.data.version} tenant={tenant.data} />}
    </>
  )
}

function CompanyForm({ tenant }: { tenant: Tenant }) {
  const { t } = useTranslation('company')
  const { t: ui } = useTranslation('ui')
  const { t: worktime } = useTranslation('worktime')
  const [saved, setSaved] = useState(false)
  return (
    <div className='company'>
      <Descriptions
        column={2}
        size='small'
        items={(['slug', 'locale', 'time_zone', 'currency', 'jurisdiction'] as const).map((key) => ({
          key,
          label: t(`fixed.${key}`),
          children: tenant[key],
        }))}
      />
      <DraftForm<CompanyValues, Tenant>
        draft='company'
        initial={valuesOf(tenant)}
        send={(values) => changeTenant(patchOf(values, tenant.currency))}
        refreshes={[['tenant'], ['me']]}
        onDone={() => setSaved(true)}
        submit={ui('action.save')}
      >
        <Form.Item name='name' label={t('name')} rules={[{ required: true, whitespace: true, max: 200 }]}>
          <Input autoComplete='organization' />
        </Form.Item>
        <GatePolicyFields currency={tenant.currency} />
        <InstructionFields />
        <CalendarField hint={worktime('calendar.of_company')} none={worktime('calendar.always')} />
        <OnSiteFields />
        {saved && <p role='status'>{t('saved')}</p>}
      </DraftForm>
    </div>
  )
}

function GatePolicyFields({ currency }: { currency: string }) {
  const { t } = useTranslation('company')
  const { t: own } = useTranslation('console')
  return (
    <fieldset className='rows'>
      <legend>{t('gate')}</legend>
      <p className='form-lead'>{t('gate_hint')}</p>
      <div className='form-row'>
        <AmountField
          name='threshold'
          label={t('threshold')}
          extra={t('threshold_hint')}
          currency={currency}
          least={0}
          most={1_000_000_000_000}
        />
        <NumberField
          name='grace_days'
          max={3650}
          min={0}
          unit={own('unit.days')}
          label={t('grace')}
          hint={t('grace_hint')}
        />
      </div>
    </fieldset>
  )
}

function InstructionFields() {
  const { t } = useTranslation('company')
  return (
    <fieldset className='rows'>
      <legend>{t('instructions')}</legend>
      <p className='form-lead'>{t('instructions_hint')}</p>
      <div className='form-row'>
        {(['zh-CN', 'en'] as const).map((one) => (
          <Form.Item key={one} name={['instructions', one]} label={t(`instructions_in.${one}`)}>
            <Input.TextArea rows={3} maxLength={1000} lang={one} />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  )
}

function OnSiteFields() {
  const { t } = useTranslation('company')
  const { t: own } = useTranslation('console')
  return (
    <fieldset className='rows'>
      <legend>{t('on_site')}</legend>
      <div className='form-row'>
        <NumberField
          name='geofence_radius_m'
          min={10}
          max={10_000}
          unit={own('unit.metres')}
          label={t('radius')}
          hint={t('radius_hint')}
        />
        <NumberField
          name='accuracy_limit_m'
          min={1}
          max={10_000}
          unit={own('unit.metres')}
          label={t('accuracy')}
          hint={t('accuracy_hint')}
        />
        <NumberField
          name='skew_limit_s'
          min={0}
          max={86_400}
          unit={own('unit.seconds')}
          label={t('skew')}
          hint={t('skew_hint')}
        />
        <NumberField
          name='photo_max_mb'
          min={0.1}
          max={100}
          step={0.5}
          unit={own('unit.megabytes')}
          label={t('photo')}
          hint={t('photo_hint')}
        />
      </div>
    </fieldset>
  )
}

interface NumberShown {
  name: keyof CompanyValues
  label: string
  hint: string
  unit: string
  min: number
  max: number
  step?: number
}

function NumberField({ name, label, hint, unit, min, max, step = 1 }: NumberShown) {
  return (
    <Form.Item name={name} label={label} extra={hint} rules={[{ required: true, type: 'number', min, max }]}>
      <InputNumber min={min} max={max} step={step} precision={step < 1 ? 1 : 0} suffix={unit} />
    </Form.Item>
  )
}
