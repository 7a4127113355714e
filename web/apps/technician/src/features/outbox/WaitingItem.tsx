import type { Item } from '@steward/offline'
import { moment } from '@steward/ui'
import { Tag } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { PhotoOf } from '../../shared/PhotoOf'
import { Resolve } from './Resolve'
import { useRefusalText } from './refusal'

interface Row {
  item: Item
  isSending: boolean
  /** Whether it waits for something that was refused. */
  isHeld: boolean
}

/** One thing that is not sent yet: what, for which order, since when, and how it stands. */
export function WaitingItem({ item, isSending, isHeld }: Row) {
  const { t } = useTranslation('technician')
  const say = useRefusalText()
  const isRefused = item.state === 'refused'
  const words = wordsOf(item)
  const state = isRefused ? 'refused' : isSending ? 'sending' : isHeld ? 'held' : 'waiting'
  return (
    <li className={isRefused ? 'card card-emergency' : 'card'}>
      <span className='card-row'>
        <Tag color={isRefused ? '#b3131c' : '#3d4451'} fill='outline'>
          {t(`outbox.state.${state}`)}
        </Tag>
        <strong>{t(`did.${item.kind}`)}</strong>
      </span>
      <span className='card-row weak'>
        <Link href={`/orders/${item.order_id}`}>{item.order_number}</Link>
        <time dateTime={item.pressed_at}>{moment(item.pressed_at)}</time>
      </span>
      {words && <q className='words'>{words}</q>}
      {item.kind === 'photo' && <PhotoOf item={item} />}
      {item.problem && (
        <p role={isRefused ? 'alert' : undefined} className={isRefused ? 'problem' : 'weak'}>
          {say(item)}
        </p>
      )}
      {!isSending && <Resolve item={item} />}
    </li>
  )
}

/** What was written. */
function wordsOf(item: Item): string | null {
  if (item.kind === 'comments' || item.kind === 'progress') return item.body.text
  return item.kind === 'complete' ? item.body.summary : null
}
