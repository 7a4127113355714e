/** Leaflet in a component: made once, moved when something moves. Without tiles there is plain ground. */
import 'leaflet/dist/leaflet.css'
import { config } from '@steward/api'
import { circle, circleMarker, type Map as LeafletMap, latLng, map, tileLayer } from 'leaflet'
import { type RefObject, useEffect, useRef } from 'react'
import { toGcj02 } from '../../shared/gcj02'
import type { Point } from '../../shared/geo'
import type { Fix } from '../../shared/position'

const BLUE = '#0b5cc2'
const GREEN = '#0d6232'

export function useMap(
  ground: RefObject<HTMLDivElement | null>,
  place: Point | null,
  radius_m: number,
  fix: Fix | null,
): void {
  const drawn = useRef<{ map: LeafletMap; shown: (point: Point) => [number, number] }>(null)
  const own = useRef<ReturnType<typeof circleMarker>>(null)

  useEffect(() => {
    let stopped = false
    void config()
      .catch(() => null)
      .then((known) => {
        if (stopped || !ground.current || !place) return
        const tiles = known?.tiles ?? null
        const shown = (point: Point): [number, number] => {
          const { lat, lon } = tiles?.datum === 'gcj02' ? toGcj02(point) : point
          return [lat, lon]
        }
        const made = map(ground.current, { zoomControl: true, attributionControl: tiles !== null })
        if (tiles) tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19 }).addTo(made)
        const centre = latLng(shown(place))
        const radius = Math.max(radius_m, 20)
        made.fitBounds(centre.toBounds(2 * radius), { padding: [12, 12] })
        circle(centre, { radius, color: BLUE, weight: 2 }).addTo(made)
        circleMarker(centre, { radius: 7, color: '#fff', weight: 2, fillColor: BLUE, fillOpacity: 1 }).addTo(
          made,
        )
        drawn.current = { map: made, shown }
      })
    return () => {
      stopped = true
      drawn.current?.map.remove()
      drawn.current = null
      own.current = null
    }
  }, [ground, place, radius_m])

  useEffect(() => {
    if (!drawn.current || !fix) return
    const { map: made, shown } = drawn.current
    own.current ??= circleMarker(shown(fix), {
      radius: 8,
      color: '#fff',
      weight: 2,
      fillColor: GREEN,
      fillOpacity: 1,
    }).addTo(made)
    own.current.setLatLng(shown(fix))
  }, [fix])
}
