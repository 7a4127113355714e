/** An amount in the company's currency, typed as a decimal. Its value stays the text; `toMinor` reads it. */
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { digitsOf, toMinor } from './minor'

interface Shown {
  name: string | string[]
  label: string
  currency: string
  extra?: string
  /** The least and the most, in minor units. */
  least?: number
  most?: number
}

/** The most that the API takes for one charge or payment. */
const MOST = 10_000_000_000

export function AmountField({ name, label, currency, extra, least = 1, most = MOST }: Shown) {
  const { t } = useTranslation('console')
  async function demandAmount(_: unknown, text: string | undefined): Promise<void> {
    const amount = toMinor(text ?? '', currency)
    if (amount === null || amount < least || amount > most)
      throw new Error(t('form.amount_rule', { digits: digitsOf(currency), currency }))
  }
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      required
      validateTrigger='onBlur'
      rules={[{ validator: demandAmount }]}
    >
      <Input inputMode='decimal' autoComplete='off' suffix={currency} className='amount' />
    </Form.Item>
  )
}
