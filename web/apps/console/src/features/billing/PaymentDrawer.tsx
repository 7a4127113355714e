/** Record money that came in. A provider's reference is counted once, however often it is sent. */
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { ONE_OR_OWN } from '../../shared/forms/one-or-own'
import { AmountField } from '../../shared/money/AmountField'
import { fromMinor, toMinor } from '../../shared/money/minor'
import { recordPayment } from './api/recordPayment'

interface Values {
  amount: string
  provider: string
  provider_reference: string
}

interface Shown {
  isOpen: boolean
  unitId: string
  currency: string
  /** What is owed, in minor units: the amount that is proposed. */
  due: number
  onClose: () => void
}

export const PROVIDERS = ['wechat_pay', 'alipay', 'bank', 'cash'] as const

export function PaymentDrawer({ isOpen, unitId, currency, due, onClose }: Shown) {
  const { t } = useTranslation('billing')
  return (
    <FormDrawer<Values, unknown>
      title={t('record_payment')}
      isOpen={isOpen}
      onClose={onClose}
      draft={`payment:${unitId}`}
      initial={{ provider: 'bank', amount: due > 0 ? fromMinor(due, currency) : '' }}
      send={({ amount, ...values }, key) =>
        recordPayment(
          { ...values, unit_id: unitId, amount: { amount: toMinor(amount, currency) ?? 0, currency } },
          key,
        )
      }
      refreshes={[['account', unitId], ['accounts']]}
      submit={t('record_payment')}
    >
      <AmountField name='amount' label={t('amount')} currency={currency} />
      <Form.Item
        name='provider'
        label={t('provider')}
        rules={[{ required: true, pattern: /^[A-Za-z0-9_.:@-]{1,100}$/, message: t('provider_rule') }]}
        {...ONE_OR_OWN}
      >
        <Select mode='tags' options={PROVIDERS.map((value) => ({ value, label: t(`by.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name='provider_reference'
        label={t('reference')}
        extra={t('reference_hint')}
        rules={[{ required: true, pattern: /^[\x21-\x7e]{1,200}$/, message: t('reference_rule') }]}
      >
        <Input autoComplete='off' />
      </Form.Item>
    </FormDrawer>
  )
}
