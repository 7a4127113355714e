/** A photo that still lies on this device. */
import { type Item, photoOf } from '@steward/offline'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

export function PhotoOf({ item }: { item: Item & { kind: 'photo' } }) {
  const { t } = useTranslation('technician')
  const [url, setUrl] = useState<string>()
  const { key } = item
  useEffect(() => {
    let made: string | undefined
    void photoOf(key).then((photo) => {
      made = photo && URL.createObjectURL(photo)
      setUrl(made)
    })
    return () => {
      if (made) URL.revokeObjectURL(made)
    }
  }, [key])
  if (!url) return null
  return <img src={url} alt={t(`role.${item.body.role}`)} className='thumb' />
}
