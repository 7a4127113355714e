/** Positions: how far apart, and how a phone's map app is asked to go there. All in WGS-84. */
const EARTH_M = 6_371_008.8
const RADIANS = Math.PI / 180

export interface Point {
  lat: number
  lon: number
}

/** Metres along the ground. */
export function distance(one: Point, other: Point): number {
  const north = Math.sin(((other.lat - one.lat) * RADIANS) / 2) ** 2
  const east = Math.sin(((other.lon - one.lon) * RADIANS) / 2) ** 2
  const across = Math.cos(one.lat * RADIANS) * Math.cos(other.lat * RADIANS) * east
  return 2 * EARTH_M * Math.asin(Math.sqrt(north + across))
}

/** A link that opens the phone's map app: Amap for readers of Chinese, else what the system has. */
export function mapLink({ lat, lon }: Point, name: string, language: string, agent: string): string {
  const label = encodeURIComponent(name)
  // Amap's own page opens the app where it is installed; it converts WGS-84 itself.
  if (language.startsWith('zh'))
    return `https://uri.amap.com/navigation?to=${lon},${lat},${label}&mode=car&coordinate=wgs84&callnative=1&src=steward`
  if (/iPhone|iPad|Macintosh/.test(agent)) return `maps:?ll=${lat},${lon}&q=${label}`
  return `geo:${lat},${lon}?q=${lat},${lon}(${label})`
}
