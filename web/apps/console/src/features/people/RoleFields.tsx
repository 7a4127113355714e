/** Rows of a role and where it acts, each explained in words. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Select, Space, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Department } from './api/useDepartments'
import { EVERYWHERE, isDepartmental, ROLES, type Role } from './roles'

export function RoleFields({ departments }: { departments: readonly Department[] }) {
  const { t } = useTranslation('console')
  const form = Form.useFormInstance()
  return (
    <Form.List name='roles' rules={[{ validator: demandOne }]}>
      {(rows, { add, remove }, { errors }) => (
        <fieldset className='rows'>
          <legend>{t('people.roles')}</legend>
          {rows.map((row) => (
            <div key={row.key} className='role-row'>
              <Space.Compact block>
                <Form.Item name={[row.name, 'role']} noStyle>
                  <Select
                    aria-label={t('people.role_of', { number: row.name + 1 })}
                    options={ROLES.map((role) => ({ value: role, label: t(`people.role.${role}`) }))}
                    onChange={() => form.setFieldValue(['roles', row.name, 'where'], EVERYWHERE)}
                  />
                </Form.Item>
                <RolePlace index={row.name} departments={departments} />
                <Button
                  aria-label={t('people.remove_role')}
                  icon={<DeleteOutlined />}
                  onClick={() => remove(row.name)}
                />
              </Space.Compact>
              <RoleMeaning index={row.name} />
            </div>
          ))}
          <Button
            block
            type='dashed'
            icon={<PlusOutlined />}
            onClick={() => add({ role: 'technician', where: EVERYWHERE })}
          >
            {t('people.add_role')}
          </Button>
          <Form.ErrorList errors={errors} />
        </fieldset>
      )}
    </Form.List>
  )

  async function demandOne(_: unknown, rows: unknown[] | undefined): Promise<void> {
    if (!rows?.length) throw new Error(t('people.role_needed'))
  }
}

function RolePlace({ index, departments }: { index: number; departments: readonly Department[] }) {
  const { t } = useTranslation('console')
  const role: Role | undefined = Form.useWatch(['roles', index, 'role'])
  const everywhere = {
    value: EVERYWHERE,
    label: t(role && isDepartmental(role) ? 'people.where.own' : 'people.where.company'),
  }
  const each = departments.map((one) => ({ value: one.id, label: one.name }))
  return (
    <Form.Item name={[index, 'where']} noStyle>
      <Select
        aria-label={t('people.where.label', { number: index + 1 })}
        options={role === 'tenant_admin' ? [everywhere] : [everywhere, ...each]}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </Form.Item>
  )
}

function RoleMeaning({ index }: { index: number }) {
  const { t } = useTranslation('console')
  const role: Role | undefined = Form.useWatch(['roles', index, 'role'])
  return role ? <Typography.Text type='secondary'>{t(`people.meaning.${role}`)}</Typography.Text> : null
}
