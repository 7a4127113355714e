/** What the stalls are narrowed to: where, with whom, in which state, for how long. */
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { useDepartments, useMembers } from '../../shared/names/useNames'
import { AGES, STATES } from './sought'

export function StallFilters() {
  const { t } = useTranslation('boards')
  const { t: ui } = useTranslation('ui')
  const [search, change] = useAddress()
  const department = search.get('department')
  const near = useMembers().filter(
    (one) => one.is_active && (!department || one.department_ids.includes(department)),
  )
  const choices = {
    department: useDepartments().map((one) => ({ value: one.id, label: one.name })),
    member: near.map((one) => ({ value: one.id, label: one.name })),
    older: AGES.map((one) => ({ value: one, label: t(`older.${one}`) })),
  }
  return (
    <search className='filters'>
      {(['department', 'member', 'older'] as const).map((name) => (
        <Select
          key={name}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className='filter'
          popupMatchSelectWidth={false}
          aria-label={t(`filter.${name}`)}
          placeholder={t(`filter.${name}`)}
          options={choices[name]}
          value={search.get(name)}
          onChange={(chosen: string | undefined) => change({ [name]: chosen })}
        />
      ))}
      <Select
        mode='multiple'
        className='filter-wide'
        aria-label={t('filter.state')}
        placeholder={t('filter.state')}
        maxTagCount='responsive'
        options={STATES.map((value) => ({ value, label: ui(`status.${value}`) }))}
        value={search.get('state')?.split(',') ?? []}
        onChange={(chosen) => change({ state: chosen.join(',') })}
      />
    </search>
  )
}
