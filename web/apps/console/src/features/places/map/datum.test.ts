import { expect, test } from 'vitest'
import { inDatum } from './datum'

test('a place in Shanghai is shifted as chalicelib/kernel/geo.py shifts it', () => {
  const place = { lat: 31.2304, lon: 121.4737, datum: 'wgs84' as const }
  const shifted = inDatum(place, 'gcj02')
  // What from_wgs84(31.2304, 121.4737, "gcj02") answers.
  expect(shifted.lat).toBeCloseTo(31.228458, 5)
  expect(shifted.lon).toBeCloseTo(121.478223, 5)
  const back = inDatum(shifted, 'wgs84')
  expect(back.lat).toBeCloseTo(place.lat, 5)
  expect(back.lon).toBeCloseTo(place.lon, 5)
})

test('a place outside China is the same in every datum', () => {
  const place = { lat: 52.52, lon: 13.405, datum: 'wgs84' as const }
  expect(inDatum(place, 'bd09')).toMatchObject({ lat: 52.52, lon: 13.405 })
})
