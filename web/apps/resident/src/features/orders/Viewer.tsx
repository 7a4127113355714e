import { ImageViewer } from 'antd-mobile'

/** Photos at full size. A page of its own weight: it is loaded when the first photo is opened. */
export default function Viewer(look: { images: string[]; first: number; onClose: () => void }) {
  return <ImageViewer.Multi visible images={look.images} defaultIndex={look.first} onClose={look.onClose} />
}
