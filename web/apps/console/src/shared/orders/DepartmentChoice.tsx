/** One department or all of them; the address remembers. */
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../address'
import { useDepartments } from '../names/useNames'

export function DepartmentChoice() {
  const { t } = useTranslation('console')
  const [search, change] = useAddress()
  const departments = useDepartments()
  return (
    <Select
      aria-label={t('orders.filter.department')}
      className='department-choice'
      popupMatchSelectWidth={false}
      options={[
        { value: '', label: t('board.all_departments') },
        ...departments.map((one) => ({ value: one.id, label: one.name })),
      ]}
      value={search.get('department') ?? ''}
      onChange={(chosen) => change({ department: chosen })}
    />
  )
}
