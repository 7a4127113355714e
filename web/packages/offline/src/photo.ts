/**
 * A photo made small enough for a phone's network: at most 2048 pixels on its longer side and 600 KB, as JPEG.
 *
 * Drawn by the browser itself: the known libraries fetch their worker from a foreign host, which our CSP forbids, and
 * the camera's notes on time and place have to come along.
 */
import { exifOf, upright, withExif } from './exif'

export const MAX_SIDE = 2048
export const MAX_BYTES = 600_000
/** What the API takes; a phone's HEIC has to become JPEG. */
const ACCEPTED = ['image/jpeg', 'image/png', 'image/webp']
const QUALITIES = [0.85, 0.75, 0.65, 0.55]
/** How much smaller a picture becomes on each side that no quality made small enough. */
const SHRINK = 0.75

/** The file is no picture, or of a kind that this browser cannot read. */
export class PhotoUnreadable extends Error {
  override readonly name = 'PhotoUnreadable'
}

/**
 * The photo to send. With `original` the file stays as it is, unless the API would not take its kind: then it becomes
 * a JPEG of the same number of pixels. Raises PhotoUnreadable.
 */
export async function compress(file: Blob, { original = false } = {}): Promise<Blob> {
  if (original && ACCEPTED.includes(file.type)) return file
  const picture = await decoded(file)
  try {
    const smaller = original ? await drawn(picture, 1, QUALITIES[0]) : await fitting(picture)
    const notes = exifOf(await file.arrayBuffer())
    return notes ? await withExif(smaller, upright(notes)) : smaller
  } finally {
    picture.close()
  }
}

async function decoded(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file)
  } catch {
    throw new PhotoUnreadable(file.type)
  }
}

async function fitting(picture: ImageBitmap): Promise<Blob> {
  // A segment of EXIF has at most 64 KB, and comes on top.
  const room = MAX_BYTES - 65_536
  let scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height))
  for (;;) {
    for (const quality of QUALITIES) {
      const jpeg = await drawn(picture, scale, quality)
      if (jpeg.size <= room) return jpeg
    }
    scale *= SHRINK
  }
}

async function drawn(picture: ImageBitmap, scale: number, quality: number | undefined): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) throw new PhotoUnreadable('no canvas')
  pen.imageSmoothingQuality = 'high'
  // What is transparent in a PNG would turn black in a JPEG.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
  if (!jpeg) throw new PhotoUnreadable('too large')
  return jpeg
}
