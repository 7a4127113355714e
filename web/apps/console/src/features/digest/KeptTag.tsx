/** How a time limit was kept, and by how much. */
import { duration, moment } from '@steward/ui'
import { Tag, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TimeLimit } from './api/useDigest'

const COLOURS = { met: 'green', breached: 'red', running: 'blue', paused: undefined, cancelled: undefined }

export function KeptTag({ limit }: { limit: TimeLimit | null }) {
  const { t } = useTranslation('digest')
  const { t: ui } = useTranslation('ui')
  if (!limit) return '–'
  const by = duration(limit.remaining_s * 1000, ui)
  return (
    <Tooltip title={limit.due_at && t('due_at', { moment: moment(limit.due_at) })}>
      <Tag color={COLOURS[limit.state]}>{t(`kept.${limit.state}`, { by })}</Tag>
    </Tooltip>
  )
}
