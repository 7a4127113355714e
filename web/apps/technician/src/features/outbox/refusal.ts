/** Why something was refused, and what to do next. */
import type { Item } from '@steward/offline'
import type { Status } from '@steward/ui'
import { useTranslation } from 'react-i18next'

const KNOWN = [
  'outside_geofence',
  'position_inaccurate',
  'photos_missing',
  'photo_lost',
  'upload_refused',
  'exception_photo_missing',
  'not_assignee',
  'not_participant',
  'not_found',
  'forbidden',
  'unexpected',
] as const

export function useRefusalText(): (item: Item) => string {
  const { t } = useTranslation(['technician', 'ui'])
  return ({ problem }) => {
    if (!problem) return ''
    if (problem.code === 'invalid_transition') {
      const status = problem.extra.current_status as Status | undefined
      return t('refused.invalid_transition', { status: status ? t(`ui:status.${status}`) : '' })
    }
    const known = KNOWN.find((code) => code === problem.code)
    if (known) return t(`refused.${known}`, problem.extra)
    const passing = passingOf(problem.status)
    return passing ? t(`refused.${passing}`) : problem.detail || t('refused.unknown', { code: problem.code })
  }
}

function passingOf(status: number): 'offline' | 'too_many' | 'server' | null {
  if (status === 0 || status === 408) return 'offline'
  if (status === 429) return 'too_many'
  return status >= 500 ? 'server' : null
}
