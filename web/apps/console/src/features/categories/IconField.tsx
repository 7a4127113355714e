/** Chooses the picture that residents see on a category; the words are for those who do not see it. */
import { CategoryPicture } from '@steward/ui/pictures'
import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'

const ICONS = [
  'water',
  'power',
  'gas',
  'fire',
  'lift',
  'door',
  'light',
  'heating',
  'air',
  'cleaning',
  'garden',
  'parking',
  'noise',
  'security',
  'internet',
  'furniture',
  'other',
] as const

export function IconField() {
  const { t } = useTranslation('categories')
  return (
    <Form.Item name='icon' label={t('icon_label')}>
      <Radio.Group className='icons' aria-label={t('icon_label')}>
        {ICONS.map((icon) => (
          <Radio.Button key={icon} value={icon} aria-label={t(`icon.${icon}`)}>
            <span title={t(`icon.${icon}`)}>
              <CategoryPicture name={icon} />
            </span>
          </Radio.Button>
        ))}
      </Radio.Group>
    </Form.Item>
  )
}
