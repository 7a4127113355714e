/** One department or community, or all; the address remembers. A menu: the first screen has no room for a select's weight. */
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../address'

const ALL = 'all'

interface Choice {
  /** The address's parameter. */
  name: 'department' | 'community'
  rows: { id: string; name: string }[]
}

export function NameChoice({ name, rows }: Choice) {
  const { t } = useTranslation('console')
  const [search, change] = useAddress()
  const chosen = search.get(name) ?? ALL
  const shown = rows.find((one) => one.id === chosen)?.name ?? t(`choice.all.${name}`)
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [chosen],
        items: [
          { key: ALL, label: t(`choice.all.${name}`) },
          ...rows.map((one) => ({ key: one.id, label: one.name })),
        ],
        onClick: ({ key }) => change({ [name]: key === ALL ? undefined : key }),
      }}
    >
      <Button aria-label={`${t(`orders.filter.${name}`)}: ${shown}`}>
        {shown} <DownOutlined />
      </Button>
    </Dropdown>
  )
}
