import { timeOfDay } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../shared/connection'

/** Says that the page shows what was, not what is. */
export function LostConnection() {
  const { t } = useTranslation('resident')
  const { isLost, heardAt } = useConnection()
  if (!isLost) return null
  return (
    <div role='status' className='lost'>
      {heardAt
        ? t('connection.lost_since', { time: timeOfDay(new Date(heardAt).toISOString()) })
        : t('connection.lost')}
    </div>
  )
}
