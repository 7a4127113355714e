/** The photos of an order: what the API has, what is still on this device, and the camera. */
import type { Schemas } from '@steward/api'
import type { Item } from '@steward/offline'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOutbox } from '../../shared/outbox'
import { PhotoOf } from '../../shared/PhotoOf'
import { attachmentsOf } from './api/attachments'
import { PhotoButton } from './PhotoButton'

const ROLES = ['before', 'after', 'evidence'] as const

interface Gallery {
  order: Schemas['WorkOrderOut']
  canAdd: boolean
  /** Only photos of this role. */
  only?: (typeof ROLES)[number]
}

export function Photos({ order, canAdd, only }: Gallery) {
  const { t } = useTranslation('technician')
  const { data: attachments = [], isError } = useQuery(attachmentsOf(order.id))
  const { items } = useOutbox()
  const own = items.filter((item): item is Item & { kind: 'photo' } => item.kind === 'photo')
  const roles = only ? [only] : ROLES
  return (
    <section className='panel' aria-label={t('photo.title')}>
      <h2>{t('photo.title')}</h2>
      {roles.map((role) => {
        const there = attachments.filter((one) => one.role === role)
        const waiting = own.filter((item) => item.order_id === order.id && item.body.role === role)
        return (
          <div key={role} className='photos'>
            <div className='photos-head'>
              <h3>
                {t(`role.${role}`)} <span className='weak'>{there.length + waiting.length}</span>
              </h3>
              {canAdd && <PhotoButton order={order} purpose={role} label={t(`photo.take.${role}`)} />}
            </div>
            <div className='strip' hidden={there.length + waiting.length === 0}>
              {there.map((one) => (
                <Sent key={one.id} photo={one} isOffline={isError} />
              ))}
              {waiting.map((item) => (
                <figure key={item.key}>
                  <PhotoOf item={item} />
                  <figcaption>{t(item.state === 'refused' ? 'photo.refused' : 'waiting')}</figcaption>
                </figure>
              ))}
            </div>
          </div>
        )
      })}
    </section>
  )
}

function Sent({ photo, isOffline }: { photo: Schemas['AttachmentOut']; isOffline: boolean }) {
  const { t } = useTranslation('technician')
  const isShown = photo.status === 'verified' && photo.thumbnail_url && !isOffline
  return (
    <figure>
      {isShown ? (
        <a href={photo.url ?? undefined} target='_blank' rel='noreferrer'>
          <img
            src={photo.thumbnail_url ?? undefined}
            alt={t(`role.${photo.role}`)}
            className='thumb'
            loading='lazy'
          />
        </a>
      ) : (
        <span className='thumb thumb-empty'>{t(`photo.${photo.status}`)}</span>
      )}
      {photo.reason_text && <figcaption className='bad'>{photo.reason_text}</figcaption>}
    </figure>
  )
}
