/** How long each deadline lasts, in which hours it is counted, and what is promised otherwise by priority. */
import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { type CategoryValues, PROMISED } from './category-form'
import { DurationField } from './DurationField'
import { UNITS } from './duration'
import { PriorityPromises } from './PriorityPromises'

/** The longest that the API takes. */
const LONGEST = 300 * UNITS.days

export function PromiseFields() {
  const { t } = useTranslation('categories')
  const { t: own } = useTranslation('worktime')
  const nameOf = (one: (typeof PROMISED)[number]) =>
    one === 'progress' ? own('promise.progress') : t(`promise.${one}`)
  async function demandLength(_: unknown, seconds: number | null | undefined): Promise<void> {
    if (seconds && seconds > LONGEST) throw new Error(t('too_long'))
  }
  return (
    <fieldset className='rows'>
      <legend>{t('promises')}</legend>
      <p className='form-lead'>{t('promises_hint')}</p>
      <div className='form-row'>
        {PROMISED.map((one) => (
          <Form.Item key={one} name={['sla', one]} label={nameOf(one)} rules={[{ validator: demandLength }]}>
            <DurationField aria-label={nameOf(one)} />
          </Form.Item>
        ))}
      </div>
      <HoursField />
      <PriorityPromises nameOf={nameOf} />
    </fieldset>
  )
}

/** Whether deadlines are counted around the clock or in the department's working time. */
function HoursField() {
  const { t } = useTranslation('worktime')
  const isEmergency = Form.useWatch('emergency', Form.useFormInstance<CategoryValues>()) ?? false
  return (
    <Form.Item
      name={['sla', 'hours']}
      label={t('hours.label')}
      extra={t(isEmergency ? 'hours.emergency' : 'hours.hint')}
    >
      <Radio.Group disabled={isEmergency}>
        {(['always', 'working'] as const).map((one) => (
          <Radio key={one} value={one}>
            {t(`hours.${one}`)}
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  )
}
