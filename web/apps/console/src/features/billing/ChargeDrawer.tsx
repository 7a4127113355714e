/** Charge a unit: what for, which period, until when, how much. */
import { DatePicker, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { ONE_OR_OWN } from '../../shared/forms/one-or-own'
import { AmountField } from '../../shared/money/AmountField'
import { toMinor } from '../../shared/money/minor'
import { postCharge } from './api/postCharge'
import { useChargeKind } from './ChargeTable'

interface Values {
  kind: string
  period: string
  due_on: string
  amount: string
}

interface Shown {
  isOpen: boolean
  unitId: string
  currency: string
  onClose: () => void
}

const KINDS = ['property_fee', 'parking', 'water', 'power', 'repair']

export function ChargeDrawer({ isOpen, unitId, currency, onClose }: Shown) {
  const { t } = useTranslation('billing')
  const kindOf = useChargeKind()
  const today = dayjs()
  return (
    <FormDrawer<Values, unknown>
      title={t('post_charge')}
      isOpen={isOpen}
      onClose={onClose}
      draft={`charge:${unitId}`}
      initial={{
        kind: 'property_fee',
        period: today.format('YYYY-MM'),
        due_on: today.endOf('month').format('YYYY-MM-DD'),
      }}
      send={({ amount, ...values }, key) =>
        postCharge(
          { ...values, unit_id: unitId, amount: { amount: toMinor(amount, currency) ?? 0, currency } },
          key,
        )
      }
      refreshes={[['account', unitId], ['accounts']]}
      submit={t('post_charge')}
    >
      <Form.Item
        name='kind'
        label={t('charge_kind')}
        extra={t('kind_hint')}
        rules={[{ required: true, whitespace: true, max: 60 }]}
        {...ONE_OR_OWN}
      >
        <Select mode='tags' options={KINDS.map((value) => ({ value, label: kindOf(value) }))} />
      </Form.Item>
      <AmountField name='amount' label={t('amount')} currency={currency} />
      <Form.Item
        name='period'
        label={t('period')}
        extra={t('period_hint')}
        rules={[{ required: true, whitespace: true, max: 60 }]}
      >
        <Input autoComplete='off' />
      </Form.Item>
      <Form.Item
        name='due_on'
        label={t('due_on')}
        rules={[{ required: true }]}
        getValueProps={(value?: string) => ({ value: value ? dayjs(value) : null })}
        normalize={(value: dayjs.Dayjs | null) => value?.format('YYYY-MM-DD')}
      >
        <DatePicker className='wide' />
      </Form.Item>
    </FormDrawer>
  )
}
