/** The map itself. Where the deployment names no tiles it is buildings on plain ground: they show which lies beside which. */
import { config, type Schemas } from '@steward/api'
import { STATUS_COLOURS } from '@steward/ui'
import leaflet from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { useEffect, useRef } from 'react'
import { mapLabel } from '../../shared/map-label'
import type { Placed } from './places'

interface Shown {
  label: string
  spots: Placed[]
  buildings: Schemas['BuildingOut'][]
  /** The order that the list points at. */
  pointed: string | null
  onOpen: (id: string) => void
}

const BUILDING_M = 60
/** From here on buildings lie apart: their names are shown, and the list's pointing comes this near. */
const NEAR = 15.5
const ZOOM = 17

export default function OrderMap({ label, spots, buildings, pointed, onOpen }: Shown) {
  const place = useRef<HTMLElement>(null)
  const map = useRef<leaflet.Map>(undefined)
  const layer = useRef<leaflet.LayerGroup>(undefined)
  const isFitted = useRef(false)
  const open = useRef(onOpen)
  open.current = onOpen

  useEffect(() => {
    if (!place.current) return
    const drawn = leaflet.map(place.current, { attributionControl: false, zoomSnap: 0.5, keyboard: false })
    map.current = drawn
    layer.current = leaflet.layerGroup().addTo(drawn)
    drawn.on('zoomend', () => place.current?.classList.toggle('map-far', drawn.getZoom() < NEAR))
    void addTiles(drawn)
    const watcher = new ResizeObserver(() => drawn.invalidateSize())
    watcher.observe(place.current)
    return () => {
      watcher.disconnect()
      drawn.remove()
      isFitted.current = false
    }
  }, [])

  useEffect(() => {
    if (!map.current || !layer.current || buildings.length === 0) return
    if (!isFitted.current) {
      map.current.fitBounds(boundsOf(spots, buildings), { maxZoom: ZOOM, padding: [40, 40] })
      isFitted.current = true
    }
    layer.current.clearLayers()
    for (const building of buildings) outline(building).addTo(layer.current)
    for (const spot of spots) marker(spot, spot.order.id === pointed, open).addTo(layer.current)
  }, [spots, buildings, pointed])

  useEffect(() => {
    const spot = spots.find(({ order }) => order.id === pointed)
    if (!spot || !map.current) return
    map.current.setView([spot.lat, spot.lon], Math.max(map.current.getZoom(), ZOOM), { animate: false })
    // Only when the list points at another one: a refresh of the spots must not move what is looked at.
  }, [pointed])

  // The list beside it says and opens the same: a reader that cannot see the map misses nothing.
  return <section ref={place} className='map' aria-label={label} />
}

async function addTiles(map: leaflet.Map): Promise<void> {
  const { tiles } = await config()
  if (!tiles) return
  leaflet.control.attribution({ prefix: false }).addTo(map)
  leaflet.tileLayer(tiles.url, { attribution: tiles.attribution }).addTo(map)
}

/** What there is to see: the orders, or all buildings while there is none. */
function boundsOf(spots: Placed[], buildings: Schemas['BuildingOut'][]): leaflet.LatLngBoundsExpression {
  if (spots.length > 0) return spots.map(({ lat, lon }): [number, number] => [lat, lon])
  return buildings.map(({ location }): [number, number] => [location.lat, location.lon])
}

function outline(building: Schemas['BuildingOut']): leaflet.Layer {
  const centre = leaflet.latLng(building.location.lat, building.location.lon)
  return leaflet
    .rectangle(centre.toBounds(BUILDING_M), {
      color: '#8b929e',
      weight: 1,
      fillColor: '#dfe3e9',
      fillOpacity: 1,
    })
    .bindTooltip(mapLabel(building.name), { permanent: true, direction: 'bottom', className: 'map-name' })
}

function marker(
  { order, lat, lon }: Placed,
  isPointed: boolean,
  open: { current: (id: string) => void },
): leaflet.Layer {
  return leaflet
    .circleMarker([lat, lon], {
      radius: isPointed ? 11 : 7,
      color: order.is_late ? '#b3131c' : '#ffffff',
      weight: order.is_late ? 3 : 1.5,
      fillColor: STATUS_COLOURS[order.status].text,
      fillOpacity: 1,
    })
    .bindTooltip(mapLabel(`${order.number} · ${order.title}`))
    .on('click', () => open.current(order.id))
}
