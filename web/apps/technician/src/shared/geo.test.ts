import { expect, test } from 'vitest'
import { toGcj02 } from './gcj02'
import { distance, mapLink } from './geo'

const BUND = { lat: 31.2435, lon: 121.4701 }

test('metres agree with what the API measures', () => {
  expect(distance(BUND, { lat: 31.25, lon: 121.4701 })).toBeCloseTo(722.768, 3)
  expect(distance(BUND, BUND)).toBe(0)
})

test('the datum of Chinese maps is the one that the API converts from', () => {
  const shifted = toGcj02(BUND)
  expect(shifted.lat).toBeCloseTo(31.24157337748813, 9)
  expect(shifted.lon).toBeCloseTo(121.47463574616489, 9)
  expect(toGcj02({ lat: 51.5, lon: -0.12 })).toEqual({ lat: 51.5, lon: -0.12 })
})

test('the map app is the one that the reader has', () => {
  const name = '3号楼 & 1-202'
  expect(mapLink(BUND, name, 'zh-CN', 'iPhone')).toContain(
    'https://uri.amap.com/navigation?to=121.4701,31.2435,3%E5',
  )
  expect(mapLink(BUND, name, 'en', 'Android')).toBe(
    'geo:31.2435,121.4701?q=31.2435,121.4701(3%E5%8F%B7%E6%A5%BC%20%26%201-202)',
  )
  expect(mapLink(BUND, name, 'en', 'Mozilla/5.0 (iPhone)')).toMatch(/^maps:/)
})
