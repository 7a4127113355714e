import { STATUS_COLOURS, type Status } from '@steward/ui'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

export function StatusTag({ status }: { status: Status }) {
  const { t } = useTranslation('ui')
  const { text, ground } = STATUS_COLOURS[status]
  return (
    <Tag variant='filled' style={{ color: text, background: ground, margin: 0 }}>
      {t(`status.${status}`)}
    </Tag>
  )
}
