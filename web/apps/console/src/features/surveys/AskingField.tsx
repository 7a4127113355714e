/** How residents are asked about work of a part of the company, where that differs from the rest. */
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ASKING } from './AskingForm'

interface Shown {
  name: string | string[]
  hint?: string
  /** Said when none is chosen. */
  none: string
}

export function AskingField({ name, hint, none }: Shown) {
  const { t } = useTranslation('surveys')
  return (
    <Form.Item name={name} label={t('asking.whom')} extra={hint}>
      <Select
        allowClear
        popupMatchSelectWidth={false}
        placeholder={none}
        options={ASKING.map((value) => ({ value, label: t(`asking.way.${value}`) }))}
      />
    </Form.Item>
  )
}
