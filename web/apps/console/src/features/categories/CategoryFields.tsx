/** What a category is called, what it is, who takes care of it, and what it asks. */
import type { Schemas } from '@steward/api'
import { Checkbox, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Department } from '../people/api/useDepartments'
import type { Community } from '../places/api/useCommunities'
import { CommunityDepartments } from './CommunityDepartments'
import { GateFields } from './GateFields'
import { IconField } from './IconField'

interface Shown {
  /** The one that is edited; null for a new one. What a category is stays as it was made. */
  category: Schemas['CategoryOut'] | null
  departments: readonly Department[]
  communities: readonly Community[]
}

const CODE = /^[a-z0-9][a-z0-9_.-]{0,49}$/

export function CategoryFields({ category, departments, communities }: Shown) {
  const { t } = useTranslation('categories')
  const { t: ui } = useTranslation('ui')
  const isFixed = category !== null
  return (
    <>
      <div className='form-row'>
        <Form.Item
          name={['names', 'zh-CN']}
          label={t('name_zh')}
          rules={[{ required: true, whitespace: true, max: 200 }]}
        >
          <Input autoComplete='off' lang='zh-CN' />
        </Form.Item>
        <Form.Item
          name={['names', 'en']}
          label={t('name_en')}
          rules={[{ required: true, whitespace: true, max: 200 }]}
        >
          <Input autoComplete='off' lang='en' />
        </Form.Item>
        <Form.Item
          name='code'
          label={t('code')}
          extra={t('code_hint')}
          rules={[{ required: true, pattern: CODE, message: t('code_rule') }]}
        >
          <Input autoComplete='off' autoCapitalize='none' disabled={isFixed} />
        </Form.Item>
      </div>
      <div className='form-row'>
        <Form.Item name='kind' label={t('kind')}>
          <Select
            disabled={isFixed}
            options={(['repair', 'complaint', 'task'] as const).map((value) => ({
              value,
              label: ui(`kind.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name='department_id' label={t('department')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={departments.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <Form.Item name='priority' label={t('priority')}>
          <Select
            options={(['low', 'normal', 'high', 'urgent'] as const).map((value) => ({
              value,
              label: ui(`priority.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name='photos_required' label={t('photos')} extra={t('photos_hint')}>
          <InputNumber min={0} max={20} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name='photo_originals' valuePropName='checked' extra={t('originals_hint')}>
        <Checkbox>{t('originals')}</Checkbox>
      </Form.Item>
      <IconField />
      {!isFixed && communities.length > 1 && (
        <CommunityDepartments communities={communities} departments={departments} />
      )}
      {isFixed && Object.keys(category.departments).length > 0 && (
        <p className='form-lead'>{t('departments_fixed')}</p>
      )}
      <div className='form-row'>
        <Form.Item name='emergency' valuePropName='checked' extra={t('emergency_hint')}>
          <Checkbox disabled={isFixed}>{t('emergency')}</Checkbox>
        </Form.Item>
        <Form.Item name='common_area' valuePropName='checked' extra={t('common_area_hint')}>
          <Checkbox disabled={isFixed}>{t('common_area')}</Checkbox>
        </Form.Item>
      </div>
      <GateFields />
      {isFixed && (
        <Form.Item name='active' label={t('active')} extra={t('active_hint')} valuePropName='checked'>
          <Switch />
        </Form.Item>
      )}
    </>
  )
}
