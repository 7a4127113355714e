/** What of this order is not sent yet; what was refused stands out. */
import type { Schemas } from '@steward/api'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useOutbox } from '../../shared/outbox'
import { useRefusalText } from '../outbox/refusal'

export function OrderUnsent({ order }: { order: Schemas['WorkOrderOut'] }) {
  const { t } = useTranslation('technician')
  const say = useRefusalText()
  const own = useOutbox().items.filter((item) => item.order_id === order.id)
  if (own.length === 0) return null
  const refused = own.filter((item) => item.state === 'refused')
  return (
    <Link href='/outbox' className={refused.length ? 'note note-bad' : 'note'}>
      {refused.length === 0 && t('order.unsent', { count: own.length })}
      {refused.map((item) => (
        <span key={item.key} role='alert'>
          {`${t(`did.${item.kind}`)}: ${say(item)}`}
        </span>
      ))}
      <span className='bar-link'>{t('bar.show')}</span>
    </Link>
  )
}
