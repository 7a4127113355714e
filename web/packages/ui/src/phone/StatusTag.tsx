import { Tag } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { STATUS_COLOURS, type Status } from '../status'

export function StatusTag({ status }: { status: Status }) {
  const { t } = useTranslation('ui')
  const { text, ground } = STATUS_COLOURS[status]
  return (
    <Tag style={{ '--background-color': ground, '--text-color': text, '--border-color': ground }}>
      {t(`status.${status}`)}
    </Tag>
  )
}
