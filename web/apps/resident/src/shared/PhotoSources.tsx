/** Where photos come from, the camera or the album: made small on the device before anything is sent. */
import { idempotencyKey } from '@steward/api'
import { compress } from '@steward/offline/photo'
import { CameraOutline, PictureOutline } from 'antd-mobile-icons'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftPhoto } from './database'
import './photos.css'

interface Sources {
  /** How many more photos there may be. */
  room: number
  /** The category asks for photos as the camera made them. */
  areOriginals: boolean
  onPhotos: (photos: DraftPhoto[]) => unknown
  onPreparing?: (isPreparing: boolean) => void
}

/** Two items of a list of photos. */
export function PhotoSources({ room, areOriginals, onPhotos, onPreparing }: Sources) {
  const { t } = useTranslation('resident')
  const [unreadable, setUnreadable] = useState(0)

  async function add(files: File[]): Promise<void> {
    setUnreadable(0)
    onPreparing?.(true)
    // One after the other: each unpacked photo takes tens of megabytes.
    for (const file of files.slice(0, room)) {
      try {
        const blob = await compress(file, { original: areOriginals })
        await onPhotos([{ id: idempotencyKey(), blob }])
      } catch {
        setUnreadable((count) => count + 1)
      }
    }
    onPreparing?.(false)
  }

  if (room <= 0) return null
  return (
    <>
      <Source label={t('photos.camera')} icon={<CameraOutline />} isCamera onFiles={add} />
      <Source label={t('photos.album')} icon={<PictureOutline />} onFiles={add} />
      {unreadable > 0 && (
        <li role='alert' className='hint warn-text wide'>
          {t('photos.unreadable', { count: unreadable })}
        </li>
      )}
    </>
  )
}

interface Way {
  label: string
  icon: ReactNode
  isCamera?: boolean
  onFiles: (files: File[]) => Promise<void>
}

/** A file input looks like a button; new phones offer the camera only to an input that asks for it. */
function Source({ label, icon, isCamera, onFiles }: Way) {
  return (
    <li>
      <label className='photo-source'>
        <input
          type='file'
          accept='image/*'
          multiple={!isCamera}
          capture={isCamera ? 'environment' : undefined}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            // The same photo can be chosen again after it was removed.
            event.target.value = ''
            void onFiles(files)
          }}
        />
        <span aria-hidden='true'>{icon}</span>
        {label}
      </label>
    </li>
  )
}
