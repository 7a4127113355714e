/** What can be done about a thing that is not sent: try again, do it otherwise, or give it up. */
import { discard, type Item, retry, wake } from '@steward/offline'
import { Button, Dialog } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'

/** Where what was refused can be done otherwise. A photo is taken anew, from its order. */
const EDITED_AT: Partial<Record<Item['kind'], string>> = {
  'check-in': '/check-in',
  complete: '/complete',
  pause: '/pause',
  decline: '/decline',
  comments: '/comment',
  photo: '',
}

export function Resolve({ item }: { item: Item }) {
  const { t } = useTranslation(['technician', 'ui'])
  const isRefused = item.state === 'refused'
  const edit = EDITED_AT[item.kind]

  async function giveUp(): Promise<void> {
    const isSure = await Dialog.confirm({
      content: t(isRefused ? 'outbox.discard_sure' : 'outbox.discard_unsent_sure'),
      confirmText: t('outbox.discard'),
      cancelText: t('ui:action.cancel'),
    })
    if (!isSure) return
    await discard(item.key)
    wake()
  }

  return (
    <span className='card-row'>
      {isRefused && <Button onClick={() => void retry(item.key).then(wake)}>{t('ui:action.retry')}</Button>}
      {isRefused && edit !== undefined && (
        <Link href={`/orders/${item.order_id}${edit}`} className='small-button'>
          {t(item.kind === 'photo' ? 'outbox.retake' : 'outbox.edit')}
        </Link>
      )}
      <Button color='danger' fill='outline' onClick={() => void giveUp()}>
        {t('outbox.discard')}
      </Button>
    </span>
  )
}
