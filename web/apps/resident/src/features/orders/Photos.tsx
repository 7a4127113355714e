/** An order's photos: what was reported, before and after the work, and those still on their way from here. */
import { ProblemNotice } from '@steward/ui/phone'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PhotoSources } from '../../shared/PhotoSources'
import { keepPhotos } from '../outbox/kept'
import { useOutbox } from '../outbox/Outbox'
import { SendingPhoto } from '../outbox/SendingPhoto'
import { useCategories } from '../reporting/api/categories'
import { type Photo, usePhotos } from './api/photos'
import { isOver, type Order } from './progress'

const Viewer = lazy(() => import('./Viewer'))
/** As many as are chosen at once. */
const MOST = 9
const ROLES = ['evidence', 'before', 'after', 'signature'] as const

export function Photos({ order }: { order: Order }) {
  const { t } = useTranslation('resident')
  const { data = [], error, refetch } = usePhotos(order.id)
  const category = useCategories().data?.find((one) => one.code === order.category)
  const canAdd = !isOver(order)
  const { owner, photos: waiting } = useOutbox()
  const [opened, setOpened] = useState<number | null>(null)
  const [isFull, setFull] = useState(false)
  const sending = waiting.filter((one) => one.order === order.id)
  const seen = ROLES.flatMap((role) => data.filter((one) => one.role === role && one.status !== 'rejected'))
  const addresses = seen.map((one) => one.url).filter((url) => url !== null)

  return (
    <section className='card' aria-labelledby='photos-title'>
      <h2 id='photos-title'>{t('photos.title')}</h2>
      {error && !data.length && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!canAdd && seen.length + sending.length === 0 && <p className='hint'>{t('photos.none')}</p>}
      <ul className='photo-row'>
        {seen.map((photo) => (
          <li key={photo.id} className='photo'>
            <Thumbnail photo={photo} onOpen={() => setOpened(addresses.indexOf(photo.url ?? ''))} />
          </li>
        ))}
        {sending.map((photo) => (
          <SendingPhoto key={photo.id} photo={photo} />
        ))}
        {canAdd && (
          <PhotoSources
            room={MOST}
            areOriginals={category?.photo_originals ?? false}
            onPhotos={(photos) => keepPhotos(photos, owner, order.id).catch(() => setFull(true))}
          />
        )}
      </ul>
      {isFull && (
        <p role='alert' className='hint warn-text'>
          {t('photos.lost')}
        </p>
      )}
      {opened !== null && (
        <Suspense fallback={null}>
          <Viewer images={addresses} first={opened} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </section>
  )
}

function Thumbnail({ photo, onOpen }: { photo: Photo; onOpen: () => void }) {
  const { t } = useTranslation('resident')
  const label = t(`photos.${photo.role}`)
  if (!photo.url) return <span className='photo-pending'>{t('photos.checking')}</span>
  return (
    <button type='button' aria-label={t('photos.open', { role: label })} onClick={onOpen}>
      <img src={photo.thumbnail_url ?? photo.url} alt='' loading='lazy' />
      <span className='photo-role'>{label}</span>
    </button>
  )
}
