/** The editor of a saved report: what to count, by what, of which days, and who may open it. */
import { Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { useCategories, useCommunities, useDepartments, useMembers } from '../../shared/names/useNames'
import { useMeasures } from '../kpis/api/measures'
import { DIMENSIONS, type Dimension } from '../kpis/api/stats'
import type { Report } from './api/reports'
import { saveReport } from './api/saveReport'
import { bodyOf, MOST_MEASURES, narrowing, PERIODS, type ReportValues, valuesOf } from './report-form'

interface Shown {
  /** Null: a new one. */
  report: Report | null
  initial: Partial<ReportValues>
  onClose: () => void
  onDone: (report: Report) => void
}

export function ReportDrawer({ report, initial, onClose, onDone }: Shown) {
  const { t } = useTranslation('figures')
  const { t: ui } = useTranslation('ui')
  const needed = { required: true, message: t('report.needed') }
  const measures = [...(useMeasures().data?.keys() ?? [])]
  return (
    <FormDrawer<ReportValues, Report>
      title={report ? t('report.editor', { name: report.name }) : t('report.editor_new')}
      isOpen
      onClose={onClose}
      width={560}
      draft={`report:${report?.id ?? JSON.stringify(initial)}`}
      initial={report ? valuesOf(report) : initial}
      send={(values, key) => saveReport(report, bodyOf(values), key)}
      refreshes={[['reports']]}
      onDone={onDone}
      submit={ui('action.save')}
    >
      {(form) => (
        <>
          <Form.Item name='name' label={t('report.name')} rules={[{ ...needed, whitespace: true }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name='group_by' label={t('report.by')} rules={[needed]}>
            <Radio.Group
              optionType='button'
              options={DIMENSIONS.map((value) => ({ value, label: t(`by.${value}`) }))}
            />
          </Form.Item>
          <Form.Item
            name='measures'
            label={t('report.measures')}
            extra={t('report.most', { count: MOST_MEASURES })}
            rules={[{ ...needed, type: 'array' }]}
          >
            <Select
              mode='multiple'
              maxCount={MOST_MEASURES}
              showSearch={{ optionFilterProp: 'label' }}
              options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name='period' label={t('report.window')} rules={[needed]}>
            <Select
              options={[
                ...PERIODS.map((value) => ({ value: value as string, label: t(`report.period.${value}`) })),
                { value: 'days', label: t('report.own_days') },
              ]}
            />
          </Form.Item>
          <Days />
          <Filters by={form.getFieldValue('group_by') ?? initial.group_by ?? 'department'} />
          <Form.Item name='shared' label={t('report.shared')} extra={t('report.shared_hint')}>
            <Radio.Group
              options={(['me', 'department', 'company'] as const).map((value) => ({
                value,
                label: t(`report.shared_with.${value}`),
              }))}
            />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  )
}

/** First and last day, where they are said. */
function Days() {
  const { t } = useTranslation('figures')
  const needed = { required: true, message: t('report.needed') }
  if (Form.useWatch('period') !== 'days') return <p className='form-lead'>{t('report.moves')}</p>
  return (
    <div className='form-row'>
      <Form.Item name='from' label={t('report.from')} rules={[needed]}>
        <Input type='date' />
      </Form.Item>
      <Form.Item
        name='to'
        label={t('report.to')}
        dependencies={['from']}
        rules={[
          needed,
          ({ getFieldValue }) => ({
            validator: (_, value?: string) =>
              value && value < (getFieldValue('from') ?? '')
                ? Promise.reject(new Error(t('report.order')))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input type='date' />
      </Form.Item>
    </div>
  )
}

/** What narrows the rows: only what is counted together with them. */
function Filters({ by }: { by: Dimension }) {
  const { t } = useTranslation('figures')
  const watched: Dimension = Form.useWatch('group_by') ?? by
  const choices: Record<Dimension, { id: string; name: string }[]> = {
    department: useDepartments(),
    member: useMembers(),
    category: useCategories().map(({ code, name }) => ({ id: code, name })),
    community: useCommunities(),
  }
  return (
    <fieldset className='rows'>
      <legend>{t('report.filters')}</legend>
      <p className='form-lead'>{t('report.filters_hint')}</p>
      <div className='form-row'>
        {narrowing(watched).map((one) => (
          <Form.Item key={one} name={one} label={t(`by.${one}`)}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              options={choices[one].map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  )
}
