/** The photos, by what they show, with a viewer; what was refused says why. */
import type { Schemas } from '@steward/api'
import { Empty, Image, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../../shared/ProblemNotice'
import { usePhotos } from '../api/photos'
import { OtherOrder } from './OtherOrder'

export function Photos({ id, required }: { id: string; required: number }) {
  const { t } = useTranslation('order')
  const { data: photos, error, refetch } = usePhotos(id)
  if (error) return <ProblemNotice failure={error} onRetry={() => void refetch()} />
  if (!photos) return null
  const shown = photos.items.filter((one) => one.url)
  const others = photos.items.filter((one) => !one.url)
  const doubtful = photos.items.filter((one) => one.flag === 'duplicate')
  return (
    <section aria-label={t('photos.title')}>
      <h3>{t('photos.title')}</h3>
      {photos.items.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('photos.none', { count: required })} />
      )}
      <Image.PreviewGroup>
        <div className='photos'>
          {shown.map((one) => (
            <figure key={one.id}>
              <Image
                width={104}
                height={104}
                src={one.thumbnail_url ?? one.url ?? ''}
                preview={{ src: one.url ?? '' }}
                alt={t(`photos.${one.role as 'before'}`)}
              />
              <figcaption className='order-weak'>
                {t(`photos.${one.role as 'before'}`)}{' '}
                {one.flag === 'duplicate' && <Tag color='red'>{t('duplicate.tag')}</Tag>}
              </figcaption>
            </figure>
          ))}
        </div>
      </Image.PreviewGroup>
      {doubtful.map((one) => (
        <Doubt key={one.id} photo={one} />
      ))}
      {others.map((one) => (
        <p key={one.id} className='order-weak'>
          {t(`photos.${one.role as 'before'}`)}
          {': '}
          {one.reason_text ?? t('photos.pending')}
        </p>
      ))}
    </section>
  )
}

/** That a photo shows what was shown before, and where: for those who may see the other order too. */
function Doubt({ photo }: { photo: Schemas['AttachmentOut'] }) {
  const { t } = useTranslation('order')
  return (
    <p className='order-alarm'>
      {`${t(`photos.${photo.role}`)}: ${t('duplicate.means')} `}
      {photo.duplicate_of && (
        <OtherOrder id={photo.duplicate_of} label={(number) => t('duplicate.of', { number })} />
      )}
    </p>
  )
}
