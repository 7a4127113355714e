/** Always says what is not sent yet, and leads to the list. */
import type { Outbox } from '@steward/offline'
import { duration } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useSkew } from '../../shared/clock'
import { useOnline } from '../../shared/online'
import { useOutbox } from '../../shared/outbox'
import { useUpdate } from './update'

export function StatusBar() {
  const { t } = useTranslation('technician')
  const outbox = useOutbox()
  const isOnline = useOnline() && outbox.outcome !== 'offline'
  const { say, look, count } = told(outbox, isOnline)
  return (
    <aside className='bars' aria-label={t('bar.label')}>
      <Link href='/outbox' className={`bar ${look}`}>
        <span role='status'>{t(`bar.${say}`, { count })}</span>
        <span className='bar-link'>{t('bar.show')}</span>
      </Link>
      <WrongClock />
      {outbox.sending === null && <NewVersion />}
    </aside>
  )
}

/** The most pressing thing to say. */
function told({ items, sending, outcome }: Outbox, isOnline: boolean) {
  const refused = items.filter((item) => item.state === 'refused').length
  const count = refused || items.length
  if (outcome === 'full') return { say: 'full', look: 'bar-bad', count } as const
  if (refused > 0) return { say: 'refused', look: 'bar-bad', count } as const
  if (items.length === 0 && isOnline) return { say: 'sent', look: '', count } as const
  if (items.length === 0) return { say: 'offline', look: 'bar-busy', count } as const
  if (!isOnline) return { say: 'offline_waiting', look: 'bar-busy', count } as const
  return { say: sending ? 'sending' : 'waiting', look: 'bar-busy', count } as const
}

function WrongClock() {
  const { t } = useTranslation('technician')
  const { t: ui } = useTranslation('ui')
  const skew = useSkew()
  if (skew === 0) return null
  return (
    <p className='bar bar-busy' role='status'>
      {t(skew > 0 ? 'bar.ahead' : 'bar.behind', { duration: duration(skew, ui) })}
    </p>
  )
}

function NewVersion() {
  const { t } = useTranslation('technician')
  const update = useUpdate()
  if (!update) return null
  return (
    <button type='button' className='bar bar-busy' onClick={update}>
      {t('bar.update')}
    </button>
  )
}
