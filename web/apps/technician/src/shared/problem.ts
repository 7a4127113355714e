/** Failures of this device, beside those of the API. */
import { Problem } from '@steward/api'
import { PhotoUnreadable, StorageFull } from '@steward/offline'
import { useTranslation } from 'react-i18next'

/** A failure that `ProblemNotice` shows in the reader's words. */
export function useProblem(): (failure: unknown) => unknown {
  const { t } = useTranslation('technician')
  return (failure) => {
    if (failure instanceof StorageFull) return new Problem(413, 'storage_full', t('device.full'))
    if (failure instanceof PhotoUnreadable) return new Problem(415, 'unreadable', t('device.unreadable'))
    return failure
  }
}
