/** A photo on its way: how far it is, or why it did not arrive and what to do. */
import { ProgressCircle } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import type { WaitingPhoto } from '../../shared/database'
import { useAddress } from '../../shared/object-url'
import { dropPhoto, markPhoto } from './kept'
import { useOutbox } from './Outbox'

export function SendingPhoto({ photo }: { photo: WaitingPhoto }) {
  const { t } = useTranslation('resident')
  const { progress, send } = useOutbox()
  const address = useAddress(photo.blob)
  const percent = Math.round((progress[photo.id] ?? 0) * 100)

  async function retry(): Promise<void> {
    await markPhoto(photo, null)
    await send()
  }

  return (
    <li className='photo sending'>
      {address && <img src={address} alt='' />}
      {photo.refusal ? (
        <span role='alert' className='photo-failed'>
          {photo.refusal.detail || t('photos.refused')}
          <button type='button' onClick={() => void retry()}>
            {t('photos.retry')}
          </button>
          <button type='button' onClick={() => void dropPhoto(photo.id)}>
            {t('outbox.drop')}
          </button>
        </span>
      ) : (
        <span
          className='photo-progress'
          role='progressbar'
          aria-valuenow={percent}
          aria-label={t('photos.sending')}
        >
          <ProgressCircle percent={percent} />
        </span>
      )}
    </li>
  )
}
