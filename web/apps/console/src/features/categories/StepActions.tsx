/** What a step does to the order besides telling people. A reminder does nothing: nothing is late yet. */
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CategoryValues } from './category-form'

const ACTIONS = ['requeue', 'raise_priority', 'open_incident'] as const

/** `row` is the step's place in the ladder, from 0. */
export function StepActions({ row }: { row: number }) {
  const { t } = useTranslation('worktime')
  const form = Form.useFormInstance<CategoryValues>()
  const after = Form.useWatch(['ladder', row, 'after'], form) as number | undefined
  const isReminder = (after ?? 0) < 0
  if (isReminder) return null
  return (
    <Form.Item name={[row, 'actions']}>
      <Select
        mode='multiple'
        aria-label={t('step.does', { number: row + 1 })}
        placeholder={t('step.nothing')}
        popupMatchSelectWidth={false}
        options={ACTIONS.map((value) => ({ value, label: t(`step.action.${value}`) }))}
      />
    </Form.Item>
  )
}
