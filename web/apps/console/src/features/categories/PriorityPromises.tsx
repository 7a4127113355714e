/** What is promised otherwise for one priority: rows, each with the deadlines that differ. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type CategoryValues, PROMISED } from './category-form'
import { DurationField } from './DurationField'

const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const

export function PriorityPromises({ nameOf }: { nameOf: (one: (typeof PROMISED)[number]) => string }) {
  const { t } = useTranslation('worktime')
  const { t: ui } = useTranslation('ui')
  const rows = Form.useWatch(['sla', 'by_priority'], Form.useFormInstance<CategoryValues>()) ?? []
  const taken = rows.map((row) => row?.priority)
  const options = (row: number) =>
    PRIORITIES.map((value) => ({
      value,
      label: ui(`priority.${value}`),
      disabled: taken.includes(value) && taken[row] !== value,
    }))
  return (
    <Form.List name={['sla', 'by_priority']}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className='priority-row'>
              <Form.Item
                name={[name, 'priority']}
                label={t('by_priority.priority')}
                rules={[{ required: true }]}
              >
                <Select options={options(name)} />
              </Form.Item>
              {PROMISED.map((one) => (
                <Form.Item key={one} name={[name, one]} label={nameOf(one)}>
                  <DurationField
                    aria-label={t('by_priority.field', { of: nameOf(one), number: name + 1 })}
                    placeholder={t('by_priority.as_for_all')}
                  />
                </Form.Item>
              ))}
              <Button
                aria-label={t('by_priority.remove', { number: name + 1 })}
                icon={<DeleteOutlined />}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          {fields.length < PRIORITIES.length && (
            <Button block type='dashed' icon={<PlusOutlined />} onClick={() => add({})}>
              {t('by_priority.add')}
            </Button>
          )}
        </>
      )}
    </Form.List>
  )
}
