/** How residents are asked about work of a category, where that differs from the company's policy. */
import { Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { AskingField } from './AskingField'
import { useSurveyTemplates } from './api/useSurveyTemplates'

export function RuleFields() {
  const { t } = useTranslation('surveys')
  const templates = useSurveyTemplates().data ?? []
  const asking = Form.useWatch(['survey', 'asking'])
  return (
    <fieldset className='rows'>
      <legend>{t('rule.title')}</legend>
      <div className='form-row'>
        <Form.Item name={['survey', 'template']} label={t('rule.template')}>
          <Select
            allowClear
            popupMatchSelectWidth={false}
            placeholder={t('rule.usual_template')}
            options={templates.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <AskingField name={['survey', 'asking']} none={t('rule.as_company')} />
        {asking === 'sample' && (
          <Form.Item name={['survey', 'sample_percent']} label={t('asking.sample_percent')}>
            <InputNumber
              min={1}
              max={100}
              precision={0}
              suffix={t('unit.percent')}
              placeholder={t('rule.as_company')}
            />
          </Form.Item>
        )}
      </div>
    </fieldset>
  )
}
