/** How long each deadline lasts, from the moment the order is open. */
import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { DurationField } from './DurationField'
import { UNITS } from './duration'

const DEADLINES = ['respond', 'arrive', 'complete'] as const
/** The longest that the API takes. */
const LONGEST = 300 * UNITS.days

export function PromiseFields() {
  const { t } = useTranslation('console')
  async function demandLength(_: unknown, seconds: number | null | undefined): Promise<void> {
    if (seconds && seconds > LONGEST) throw new Error(t('categories.too_long'))
  }
  return (
    <fieldset className='rows'>
      <legend>{t('categories.promises')}</legend>
      <p className='form-lead'>{t('categories.promises_hint')}</p>
      <div className='form-row'>
        {DEADLINES.map((one) => (
          <Form.Item
            key={one}
            name={['sla', one]}
            label={t(`categories.promise.${one}`)}
            rules={[{ validator: demandLength }]}
          >
            <DurationField aria-label={t(`categories.promise.${one}`)} />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  )
}
