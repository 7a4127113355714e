/** Other orders that an entry is about: the incident that it opened, or the order whose photo was shown again. */
import { useTranslation } from 'react-i18next'
import { usePhotos } from '../api/photos'
import type { Entry } from '../api/timeline'
import { OtherOrder } from './OtherOrder'

export function EntryLinks({ entry, orderId }: { entry: Entry; orderId: string }) {
  const { t } = useTranslation('order')
  if (entry.kind === 'incident_opened')
    return (
      <OtherOrder id={String(entry.data.incident_id)} label={(number) => t('entry.incident', { number })} />
    )
  if (entry.kind === 'photo_flagged')
    return <SamePhoto id={String(entry.data.attachment_id)} orderId={orderId} />
  return null
}

function SamePhoto({ id, orderId }: { id: string; orderId: string }) {
  const { t } = useTranslation('order')
  const photo = usePhotos(orderId).data?.items.find((one) => one.id === id)
  return (
    <p>
      <span className='order-weak'>{t('duplicate.means')} </span>
      {photo?.duplicate_of && (
        <OtherOrder id={photo.duplicate_of} label={(number) => t('duplicate.of', { number })} />
      )}
    </p>
  )
}
