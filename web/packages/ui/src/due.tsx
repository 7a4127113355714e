/** A clock that runs down: what is left until a moment, or how late it is. */
import { useTranslation } from 'react-i18next'
import { duration, moment } from './format'
import { useNow } from './now'
import './due.css'

/** Below this the clock is shown as pressing. */
const PRESSING_MS = 30 * 60_000

export function DueClock({ at, label }: { at: string; label?: string }) {
  const { t } = useTranslation('ui')
  const left = new Date(at).getTime() - useNow()
  const urgency = left < 0 ? 'late' : left < PRESSING_MS ? 'pressing' : 'calm'
  return (
    <time dateTime={at} title={moment(at)} className={`due due-${urgency}`}>
      {label ? `${label}: ` : ''}
      {t(left < 0 ? 'time.late' : 'time.left', { duration: duration(left, t) })}
    </time>
  )
}
