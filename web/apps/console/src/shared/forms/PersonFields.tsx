/** What is asked of a member and of a resident alike. */
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'

/** As chalicelib/organization/schema.py has them. */
const USERNAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/
export const PHONE = /^\+?[0-9]{5,15}$/

interface SignIn {
  /** What the new sign-in name ends with. */
  slug: string
  hint: string
  isRequired?: boolean
}

export function UsernameField({ slug, hint, isRequired = false }: SignIn) {
  const { t } = useTranslation('console')
  return (
    <Form.Item
      name='username'
      label={t('people.username')}
      extra={hint}
      rules={[{ required: isRequired, pattern: USERNAME, message: t('people.username_rule') }]}
    >
      <Input autoComplete='off' autoCapitalize='none' suffix={`@${slug}`} />
    </Form.Item>
  )
}

export function EmailField() {
  const { t } = useTranslation('console')
  return (
    <Form.Item name='email' label={t('people.email')} rules={[{ type: 'email', max: 254 }]}>
      <Input type='email' autoComplete='off' />
    </Form.Item>
  )
}

/** The language of what they are told; none: the company's. */
export function LanguageField() {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  return (
    <Form.Item name='language' label={t('people.language')} extra={t('people.language_hint')}>
      <Select
        allowClear
        options={(['zh-CN', 'en'] as const).map((one) => ({ value: one, label: ui(`language.${one}`) }))}
      />
    </Form.Item>
  )
}
