/**
 * The camera's notes in a JPEG (EXIF): where and when it was taken. They are evidence, which drawing on a canvas loses.
 *
 * A JPEG is a chain of segments: `FF`, a marker, two bytes of length, the content. EXIF is an APP1 segment that begins
 * with `Exif\0\0` and goes on as a TIFF file.
 */
const APP1 = 0xe1
const START_OF_SCAN = 0xda
const EXIF = 'Exif\0\0'
const ORIENTATION = 0x0112

/** The whole EXIF segment of a JPEG, from its `FF E1` on; null when there is none or the file is no JPEG. */
export function exifOf(jpeg: ArrayBuffer): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(jpeg)
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  let at = 2
  while (at + 10 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    if (marker === START_OF_SCAN) return null
    const end = at + 2 + view.getUint16(at + 2)
    if (end > view.byteLength) return null
    if (marker === APP1 && textAt(view, at + 4, EXIF.length) === EXIF)
      return new Uint8Array(jpeg.slice(at, end))
    at = end
  }
  return null
}

/** The segment for a picture whose pixels stand upright already. A segment that cannot be read stays as it is. */
export function upright(segment: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = segment.slice()
  const view = new DataView(copy.buffer)
  try {
    const tiff = 4 + EXIF.length
    const little = textAt(view, tiff, 2) === 'II'
    const directory = tiff + view.getUint32(tiff + 4, little)
    const count = view.getUint16(directory, little)
    for (let index = 0; index < count; index += 1) {
      const entry = directory + 2 + index * 12
      if (view.getUint16(entry, little) === ORIENTATION) view.setUint16(entry + 8, 1, little)
    }
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure
  }
  return copy
}

/** The JPEG with this EXIF segment put right after its start. */
export async function withExif(jpeg: Blob, segment: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const bytes = await jpeg.arrayBuffer()
  return new Blob([bytes.slice(0, 2), segment, bytes.slice(2)], { type: 'image/jpeg' })
}

function textAt(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length))
}
