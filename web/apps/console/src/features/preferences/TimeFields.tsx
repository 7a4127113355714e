/** Quiet hours, the hour at which minor news comes together, and by whose clock. */
import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PreferencesValues } from './preferences-form'

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: hour,
  label: `${String(hour).padStart(2, '0')}:00`,
}))

export function TimeFields({ company }: { company: string }) {
  const { t } = useTranslation('ui')
  const { t: own } = useTranslation('messages')
  const form = Form.useFormInstance<PreferencesValues>()
  const isQuiet = Form.useWatch('is_quiet', form)
  const isDigest = Form.useWatch('is_digest', form)
  return (
    <fieldset className='rows'>
      <legend>{t('wishes.when')}</legend>
      <div className='own-switch'>
        <Form.Item name='is_quiet' valuePropName='checked' noStyle>
          <Switch aria-label={t('wishes.quiet')} />
        </Form.Item>
        <span>{t('wishes.quiet')}</span>
        {isQuiet && (
          <>
            <Form.Item name={['quiet', 'starts']} noStyle rules={[{ required: true }]}>
              <Input type='time' required aria-label={own('own.quiet_from')} />
            </Form.Item>
            <Form.Item name={['quiet', 'ends']} noStyle rules={[{ required: true }]}>
              <Input type='time' required aria-label={own('own.quiet_to')} />
            </Form.Item>
          </>
        )}
      </div>
      <p className='form-lead'>{t('wishes.quiet_hint')}</p>
      <div className='own-switch'>
        <Form.Item name='is_digest' valuePropName='checked' noStyle>
          <Switch aria-label={t('wishes.digest')} />
        </Form.Item>
        <span>{t('wishes.digest')}</span>
        {isDigest && (
          <Form.Item name='digest_hour' noStyle>
            <Select aria-label={own('own.digest_hour')} options={HOURS} />
          </Form.Item>
        )}
      </div>
      <p className='form-lead'>{t('wishes.digest_hint')}</p>
      <Form.Item name='time_zone' label={own('own.zone')}>
        <Select
          allowClear
          showSearch
          placeholder={own('own.zone_of_company', { zone: company })}
          options={Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))}
        />
      </Form.Item>
    </fieldset>
  )
}
