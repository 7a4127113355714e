import { ImageViewer } from 'antd-mobile'
import { useEffect } from 'react'

interface Look {
  images: string[]
  first: number
  onClose: () => void
}

/** Photos at full size. A part of its own weight: it is loaded when the first photo is opened. */
export default function Viewer({ images, first, onClose }: Look) {
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
    addEventListener('keydown', close)
    return () => removeEventListener('keydown', close)
  }, [onClose])
  return <ImageViewer.Multi visible images={images} defaultIndex={first} onClose={onClose} />
}
