import type { Schemas } from '@steward/api'
import { expect, test } from 'vitest'
import type { Order } from '../../shared/orders/order'
import { placed } from './places'

const building = {
  id: 'bd_1',
  location: { lat: 31.2, lon: 121.5, datum: 'wgs84' },
} as Schemas['BuildingOut']
const order = (id: string, building_id: string | null) => ({ id, building_id }) as Order

test('orders of one building stand beside each other, within its block', () => {
  const found = placed(
    Array.from({ length: 30 }, (_, index) => order(`wo_${index}`, 'bd_1')),
    [building],
  )
  expect(found[0]).toMatchObject({ lat: 31.2, lon: 121.5 })
  const spots = new Set(found.map(({ lat, lon }) => `${lat.toFixed(6)},${lon.toFixed(6)}`))
  expect(spots.size).toBe(30)
  for (const { lat } of found) expect(Math.abs(lat - 31.2) * 111_320).toBeLessThan(100)
})

test('an order without a building is not on the map', () => {
  expect(placed([order('wo_1', null), order('wo_2', 'bd_gone')], [building])).toEqual([])
})
