/** Asks for a file: of which list, narrowed to what, in which format. */
import { Alert, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { useDepartments } from '../../shared/names/useNames'
import { ALL_STATES } from '../../shared/orders/order'
import type { Export } from './api/exports'
import { requestExport } from './api/requestExport'
import { bodyOf, type ExportValues, has } from './export-form'
import { useReports } from './useExportWords'

export function ExportDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('figures')
  return (
    <FormDrawer<ExportValues, Export>
      title={t('export.make')}
      isOpen
      onClose={onClose}
      draft='export'
      initial={{ kind: 'work_orders', format: 'xlsx' }}
      send={(values, key) => requestExport(bodyOf(values), key)}
      refreshes={[['exports']]}
      submit={t('export.start')}
    >
      <Form.Item name='kind' label={t('export.kind')}>
        <Radio.Group
          options={(['work_orders', 'stalls', 'report'] as const).map((value) => ({
            value,
            label: t(`export.of.${value}`),
          }))}
        />
      </Form.Item>
      <Fields />
      <Form.Item name='format' label={t('export.format')}>
        <Radio.Group
          options={(['xlsx', 'csv'] as const).map((value) => ({ value, label: t(`export.as.${value}`) }))}
        />
      </Form.Item>
      <Alert className='form-notice' type='info' title={t('export.lead')} />
    </FormDrawer>
  )
}

/** What narrows the chosen list. */
function Fields() {
  const { t } = useTranslation('figures')
  const { t: ui } = useTranslation('ui')
  const kind: ExportValues['kind'] = Form.useWatch('kind') ?? 'work_orders'
  const departments = useDepartments()
  const reports = useReports()
  return (
    <>
      {has(kind, 'report') && (
        <Form.Item
          name='report'
          label={t('export.report')}
          rules={[{ required: true, message: t('report.needed') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={reports.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
      )}
      {has(kind, 'from') && (
        <div className='form-row'>
          <Form.Item name='from' label={t('report.from')}>
            <Input type='date' />
          </Form.Item>
          <Form.Item name='to' label={t('report.to')}>
            <Input type='date' />
          </Form.Item>
        </div>
      )}
      {has(kind, 'department') && (
        <Form.Item name='department' label={t('export.department')}>
          <Select
            allowClear
            placeholder={t('export.all')}
            showSearch={{ optionFilterProp: 'label' }}
            options={departments.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
      )}
      {has(kind, 'status') && (
        <Form.Item name='status' label={t('export.states')}>
          <Select
            mode='multiple'
            placeholder={t('export.all')}
            options={ALL_STATES.map((value) => ({ value, label: ui(`status.${value}`) }))}
          />
        </Form.Item>
      )}
    </>
  )
}
