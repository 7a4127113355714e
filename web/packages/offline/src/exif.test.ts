import { expect, test } from 'vitest'
import { exifOf, upright, withExif } from './exif'

/** A TIFF with one entry, the orientation, in either byte order. */
function segment(little: boolean, orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = new DataView(new ArrayBuffer(26))
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d)
  tiff.setUint16(2, 42, little)
  tiff.setUint32(4, 8, little)
  tiff.setUint16(8, 1, little)
  tiff.setUint16(10, 0x0112, little)
  tiff.setUint16(12, 3, little)
  tiff.setUint32(14, 1, little)
  tiff.setUint16(18, orientation, little)
  const content = [...new TextEncoder().encode('Exif\0\0'), ...new Uint8Array(tiff.buffer)]
  const length = content.length + 2
  return new Uint8Array([0xff, 0xe1, length >> 8, length & 0xff, ...content])
}

const APP0 = [0xff, 0xe0, 0, 4, 1, 2]
const SCAN = [0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9]

function jpeg(...parts: Iterable<number>[]): ArrayBuffer {
  return new Uint8Array([0xff, 0xd8, ...parts.flatMap((part) => [...part]), ...SCAN]).buffer
}

test('the segment is found behind others, and nowhere else', () => {
  const notes = segment(true, 6)
  expect(exifOf(jpeg(APP0, notes))).toEqual(notes)
  expect(exifOf(jpeg(APP0))).toBeNull()
  expect(exifOf(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>').buffer)).toBeNull()
  expect(exifOf(jpeg(notes).slice(0, 20))).toBeNull()
  expect(exifOf(new ArrayBuffer(0))).toBeNull()
})

test.each([true, false])(
  'a turned picture is noted as upright once it was drawn (little endian: %s)',
  (little) => {
    expect(upright(segment(little, 6))).toEqual(segment(little, 1))
  },
)

test('notes that cannot be read are handed on unchanged', () => {
  const damaged = segment(true, 6)
  damaged[14] = 0xff
  damaged[15] = 0xff
  expect(upright(damaged)).toEqual(damaged)
})

test('the notes travel from one file to the other', async () => {
  const notes = segment(false, 1)
  const without = new Blob([jpeg(APP0)], { type: 'image/jpeg' })
  const carried = await withExif(without, notes)
  expect(exifOf(await carried.arrayBuffer())).toEqual(notes)
  expect(carried.size).toBe(without.size + notes.length)
})
