/** What a household's arrears do to its reports of this category, and what no company may decide. */
import { Alert, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { type CategoryValues, gateOf } from './category-form'

export function GateFields() {
  const { t } = useTranslation('categories')
  const form = Form.useFormInstance<CategoryValues>()
  const kind = Form.useWatch('kind', form) ?? 'repair'
  const gate = Form.useWatch('gate', form)
  const emergency = Form.useWatch('emergency', form) ?? false
  const common_area = Form.useWatch('common_area', form) ?? false
  const isForbidden = emergency || common_area
  const holds = gateOf({ gate, kind, emergency, common_area })
  return (
    <fieldset className='rows'>
      <legend>{t('gate')}</legend>
      <p className='form-lead'>{t('gate_hint')}</p>
      {isForbidden && (
        <Alert
          className='form-notice'
          type='info'
          showIcon
          title={t(emergency ? 'gate_emergency' : 'gate_common_area')}
        />
      )}
      <Radio.Group
        aria-label={t('gate')}
        className='gates'
        disabled={isForbidden}
        value={holds}
        onChange={({ target }) => form.setFieldsValue({ gate: target.value })}
      >
        {(['blocked', 'notify', 'exempt'] as const).map((one) => (
          <Radio key={one} value={one}>
            <strong>{t(`gates.${one}.name`)}</strong> {t(`gates.${one}.meaning`)}
          </Radio>
        ))}
      </Radio.Group>
      <Form.Item name='gate' hidden>
        <input type='hidden' />
      </Form.Item>
    </fieldset>
  )
}
