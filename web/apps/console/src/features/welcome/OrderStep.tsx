/** The first order: what, where. An administrator who may not report becomes a manager with one button. */
import type { Schemas } from '@steward/api'
import { useMe } from '@steward/ui'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import { useCan } from '../../shared/rights'
import { useCategories } from '../categories/api/useCategories'
import { useUnits } from '../places/api/useUnits'
import { reportOrder } from './api/reportOrder'
import { ManagerOffer } from './ManagerOffer'

interface Values {
  category: string
  unit_id: string
  title: string
}

export default function OrderStep() {
  const { t } = useTranslation('console')
  const can = useCan()
  const me = useMe().data
  const units = useUnits()
  const categories = useCategories()
  const open = categories.data?.filter((one) => one.active) ?? []
  if (!units.data || !me) return null
  if (units.data.length === 0 || open.length === 0) return <p>{t('welcome.steps_first')}</p>
  if (!can('work_order.report')) return me.member ? <ManagerOffer member={me.member} /> : null
  return (
    <DraftForm<Values, Schemas['WorkOrderOut']>
      draft='welcome:order'
      initial={{ category: open[0]?.code, unit_id: units.data.at(-1)?.id, title: t('welcome.order_title') }}
      send={({ category, unit_id, title }, key) =>
        reportOrder(
          {
            kind: open.find((one) => one.code === category)?.kind ?? 'repair',
            category,
            unit_id,
            title,
            description: '',
          },
          key,
        )
      }
      refreshes={[['orders']]}
      submit={t('welcome.report')}
    >
      <Form.Item name='category' label={t('welcome.category')} rules={[{ required: true }]}>
        <Select options={open.map((one) => ({ value: one.code, label: one.name }))} />
      </Form.Item>
      <Form.Item name='unit_id' label={t('welcome.unit')} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={units.data.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name='title' label={t('welcome.what')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
    </DraftForm>
  )
}
