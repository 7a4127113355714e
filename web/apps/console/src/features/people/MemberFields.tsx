/** The fields of a member, for inviting and for changing one. */
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmailField, LanguageField, PHONE, UsernameField } from '../../shared/forms/PersonFields'
import type { Department } from './api/useDepartments'
import { RoleFields } from './RoleFields'
import type { RoleRow } from './roles'

export interface MemberValues {
  username?: string
  name: string
  phone?: string
  email?: string
  language?: 'zh-CN' | 'en'
  department_ids: string[]
  roles: RoleRow[]
}

interface Shown {
  departments: readonly Department[]
  /** What the new sign-in name ends with; absent where the name exists already. */
  slug?: string
}

export function MemberFields({ departments, slug }: Shown) {
  const { t } = useTranslation('console')
  return (
    <>
      <NameField />
      {slug !== undefined && <UsernameField slug={slug} hint={t('people.username_hint')} isRequired />}
      <PhoneField />
      <EmailField />
      <Form.Item name='department_ids' label={t('people.departments')}>
        <Select
          mode='multiple'
          options={departments.map((one) => ({ value: one.id, label: one.name }))}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('people.no_department')}
        />
      </Form.Item>
      <RoleFields departments={departments} />
      <LanguageField />
    </>
  )
}

export function NameField() {
  const { t } = useTranslation('console')
  return (
    <Form.Item name='name' label={t('people.name')} rules={[{ required: true, whitespace: true, max: 200 }]}>
      <Input autoComplete='off' />
    </Form.Item>
  )
}

export function PhoneField() {
  const { t } = useTranslation('console')
  return (
    <Form.Item
      name='phone'
      label={t('people.phone')}
      rules={[{ pattern: PHONE, message: t('people.phone_rule') }]}
    >
      <Input type='tel' autoComplete='off' />
    </Form.Item>
  )
}
