/** Where orders are drawn: around their building, one beside the other, so that none hides another. */
import type { Schemas } from '@steward/api'
import type { Order } from '../../shared/orders/order'

export interface Placed {
  order: Order
  lat: number
  lon: number
}

const METRES_PER_DEGREE = 111_320
/** Sunflower seeds: each the golden angle further, so that they never line up. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
const SPACING_M = 14

export function placed(orders: Order[], buildings: Schemas['BuildingOut'][]): Placed[] {
  const byId = new Map(buildings.map((one) => [one.id, one]))
  const counts = new Map<string, number>()
  return orders.flatMap((order) => {
    const building = order.building_id ? byId.get(order.building_id) : undefined
    if (!building) return []
    const index = counts.get(building.id) ?? 0
    counts.set(building.id, index + 1)
    const away = SPACING_M * Math.sqrt(index)
    const angle = index * GOLDEN_ANGLE
    const { lat, lon } = building.location
    const shrink = Math.cos((lat * Math.PI) / 180)
    return [
      {
        order,
        lat: lat + (away * Math.sin(angle)) / METRES_PER_DEGREE,
        lon: lon + (away * Math.cos(angle)) / (METRES_PER_DEGREE * shrink),
      },
    ]
  })
}
