/** The photos of a report that is being written. */
import { CloseOutline } from 'antd-mobile-icons'
import { useTranslation } from 'react-i18next'
import type { DraftPhoto } from '../../shared/database'
import { useAddress } from '../../shared/object-url'
import { PhotoSources } from '../../shared/PhotoSources'

interface Picker {
  areOriginals: boolean
  photos: DraftPhoto[]
  onChange: (next: (before: DraftPhoto[]) => DraftPhoto[]) => void
  onPreparing: (isPreparing: boolean) => void
}

const MOST = 9

export function PhotoPicker({ areOriginals, photos, onChange, onPreparing }: Picker) {
  const { t } = useTranslation('resident')
  return (
    <section className='card' aria-label={t('photos.title')}>
      <ul className='photo-row'>
        {photos.map((photo, index) => (
          <li key={photo.id} className='photo'>
            <Thumbnail photo={photo} label={t('photos.nth', { number: index + 1 })} />
            <button
              type='button'
              className='photo-remove'
              aria-label={t('photos.remove', { number: index + 1 })}
              onClick={() => onChange((before) => before.filter((one) => one.id !== photo.id))}
            >
              <CloseOutline aria-hidden='true' />
            </button>
          </li>
        ))}
        <PhotoSources
          areOriginals={areOriginals}
          room={MOST - photos.length}
          onPreparing={onPreparing}
          onPhotos={(added) => onChange((before) => [...before, ...added])}
        />
      </ul>
      {photos.length === 0 && <p className='hint'>{t('photos.hint')}</p>}
    </section>
  )
}

function Thumbnail({ photo, label }: { photo: DraftPhoto; label: string }) {
  const address = useAddress(photo.blob)
  return address ? <img src={address} alt={label} /> : null
}
