/** Communities in which another department takes the category. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Department } from '../people/api/useDepartments'
import type { Community } from '../places/api/useCommunities'

interface Shown {
  communities: readonly Community[]
  departments: readonly Department[]
}

export function CommunityDepartments({ communities, departments }: Shown) {
  const { t } = useTranslation('categories')
  return (
    <Form.List name='departments'>
      {(rows, { add, remove }) => (
        <fieldset className='rows'>
          <legend>{t('elsewhere')}</legend>
          {rows.map((row) => (
            <Space.Compact key={row.key} block className='role-row'>
              <Form.Item name={[row.name, 'community_id']} noStyle>
                <Select
                  aria-label={t('elsewhere_community', { number: row.name + 1 })}
                  placeholder={t('elsewhere_community', { number: row.name + 1 })}
                  options={communities.map((one) => ({ value: one.id, label: one.name }))}
                />
              </Form.Item>
              <Form.Item name={[row.name, 'department_id']} noStyle>
                <Select
                  aria-label={t('elsewhere_department', { number: row.name + 1 })}
                  placeholder={t('department')}
                  options={departments.map((one) => ({ value: one.id, label: one.name }))}
                />
              </Form.Item>
              <Button
                aria-label={t('remove_elsewhere', { number: row.name + 1 })}
                icon={<DeleteOutlined />}
                onClick={() => remove(row.name)}
              />
            </Space.Compact>
          ))}
          <Button type='dashed' icon={<PlusOutlined />} onClick={() => add({})}>
            {t('add_elsewhere')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}
