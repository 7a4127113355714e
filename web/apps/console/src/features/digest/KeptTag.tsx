/** How a time limit was kept, and by how much. */
import { duration, moment } from '@steward/ui'
import { Tag, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { DEADLINE_TONES } from '../../shared/orders/deadline-tones'
import type { TimeLimit } from './api/useDigest'

export function KeptTag({ limit }: { limit: TimeLimit | null }) {
  const { t } = useTranslation('digest')
  const { t: ui } = useTranslation('ui')
  if (!limit) return '–'
  const by = duration(limit.remaining_s * 1000, ui)
  return (
    <Tooltip title={limit.due_at && t('due_at', { moment: moment(limit.due_at) })}>
      <Tag variant='outlined' style={{ color: DEADLINE_TONES[limit.state] }}>
        {t(`kept.${limit.state}`, { by })}
      </Tag>
    </Tooltip>
  )
}
