/** What can be done about a thing that is not sent: try again, do it otherwise, or give it up. */
import { discard, type Item, retry, wake } from '@steward/offline'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useConfirm } from '../../shared/confirm'
import { useOutbox } from '../../shared/outbox'

/** Where what was refused can be done otherwise. A photo is taken anew, from its order. */
const EDITED_AT: Partial<Record<Item['kind'], string>> = {
  'check-in': '/check-in',
  complete: '/complete',
  pause: '/pause',
  decline: '/decline',
  comments: '/comment',
  progress: '/progress',
  photo: '',
}

export function Resolve({ item }: { item: Item }) {
  const { t } = useTranslation(['technician', 'ui'])
  const isRefused = item.state === 'refused'
  const { dialog, ask } = useConfirm()
  const edit = EDITED_AT[item.kind]
  const ofOrder = useOutbox().items.filter((other) => other.order_id === item.order_id)

  function giveUp(given: Item[]): void {
    const sure = isRefused ? 'outbox.discard_sure' : 'outbox.discard_unsent_sure'
    ask({
      text: given.length > 1 ? t('outbox.discard_all_sure', { count: given.length }) : t(sure),
      yes: t('outbox.discard'),
      act: async () => {
        for (const one of given) await discard(one.key)
        wake()
      },
    })
  }

  return (
    <div className='card-row'>
      {dialog}
      {isRefused && <Button onClick={() => void retry(item.key).then(wake)}>{t('ui:action.retry')}</Button>}
      {isRefused && edit !== undefined && (
        <Link href={`/orders/${item.order_id}${edit}`} className='small-button'>
          {t(item.kind === 'photo' ? 'outbox.retake' : 'outbox.edit')}
        </Link>
      )}
      <Button color='danger' fill='outline' onClick={() => giveUp([item])}>
        {t('outbox.discard')}
      </Button>
      {isRefused && ofOrder[0] === item && ofOrder.length > 1 && (
        <Button color='danger' fill='outline' onClick={() => giveUp(ofOrder)}>
          {t('outbox.discard_all', { count: ofOrder.length })}
        </Button>
      )}
    </div>
  )
}
