/** The fields of a member, for inviting and for changing one. */
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
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
  const { t: ui } = useTranslation('ui')
  return (
    <>
      <Form.Item
        name='name'
        label={t('people.name')}
        rules={[{ required: true, whitespace: true, max: 200 }]}
      >
        <Input autoComplete='off' />
      </Form.Item>
      {slug !== undefined && (
        <Form.Item
          name='username'
          label={t('people.username')}
          extra={t('people.username_hint')}
          rules={[{ required: true, pattern: USERNAME, message: t('people.username_rule') }]}
        >
          <Input autoComplete='off' autoCapitalize='none' suffix={`@${slug}`} />
        </Form.Item>
      )}
      <ContactFields />
      <Form.Item name='department_ids' label={t('people.departments')}>
        <Select
          mode='multiple'
          options={departments.map((one) => ({ value: one.id, label: one.name }))}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('people.no_department')}
        />
      </Form.Item>
      <RoleFields departments={departments} />
      <Form.Item name='language' label={t('people.language')} extra={t('people.language_hint')}>
        <Select
          allowClear
          options={(['zh-CN', 'en'] as const).map((one) => ({ value: one, label: ui(`language.${one}`) }))}
        />
      </Form.Item>
    </>
  )
}

function ContactFields() {
  const { t } = useTranslation('console')
  return (
    <>
      <Form.Item
        name='phone'
        label={t('people.phone')}
        rules={[{ pattern: PHONE, message: t('people.phone_rule') }]}
      >
        <Input type='tel' autoComplete='off' />
      </Form.Item>
      <Form.Item name='email' label={t('people.email')} rules={[{ type: 'email', max: 254 }]}>
        <Input type='email' autoComplete='off' />
      </Form.Item>
    </>
  )
}

/** As chalicelib/organization/schema.py has them. */
export const USERNAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/
export const PHONE = /^\+?[0-9]{5,15}$/
