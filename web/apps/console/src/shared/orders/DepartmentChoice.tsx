/** One department or all of them; the address remembers. A menu: the first screen has no room for a select's weight. */
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../address'
import { useDepartments } from '../names/useNames'

const ALL = 'all'

export function DepartmentChoice() {
  const { t } = useTranslation('console')
  const [search, change] = useAddress()
  const departments = useDepartments()
  const chosen = search.get('department') ?? ALL
  const name = departments.find((one) => one.id === chosen)?.name ?? t('board.all_departments')
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [chosen],
        items: [
          { key: ALL, label: t('board.all_departments') },
          ...departments.map((one) => ({ key: one.id, label: one.name })),
        ],
        onClick: ({ key }) => change({ department: key === ALL ? undefined : key }),
      }}
    >
      <Button aria-label={`${t('orders.filter.department')}: ${name}`}>
        {name} <DownOutlined />
      </Button>
    </Dropdown>
  )
}
