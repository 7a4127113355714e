/** A building on the map: where it is, the circle in which one is on site, and its neighbours. Leaflet comes with it. */
import L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import './place-map.css'
import { type Config, config } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { mapLabel } from '../../../shared/map-label'
import { inDatum, type Place } from './datum'

export interface Neighbour {
  name: string
  place: Place
}

interface Shown {
  place: Place | null
  radius: number
  neighbours: readonly Neighbour[]
  /** Called with the point that was clicked or dragged to; without it the map only shows. */
  onPick?: (place: Place) => void
}

export default function PlaceMap(shown: Shown) {
  const { t } = useTranslation('console')
  const found = useQuery({ queryKey: ['config'], queryFn: config, staleTime: Number.POSITIVE_INFINITY })
  if (!found.data) return <div className='place-map' />
  return (
    <figure className='place-figure'>
      <DrawnMap {...shown} tiles={found.data.tiles} />
      {!found.data.tiles && <figcaption>{t('places.map.no_tiles')}</figcaption>}
    </figure>
  )
}

const ZOOM = 17
/** Around 30 degrees north and 110 east, where there is no building yet to begin from. */
const WIDE = { lat: 30, lon: 110, zoom: 4 }

function DrawnMap({ place, radius, neighbours, onPick, tiles }: Shown & { tiles: Config['tiles'] }) {
  const { t } = useTranslation('console')
  const ground = useRef<HTMLDivElement>(null)
  const map = useRef<L.Map>(undefined)
  const drawn = useRef<L.LayerGroup>(undefined)
  const picked = useRef(onPick)
  picked.current = onPick
  const datum = tiles?.datum ?? 'wgs84'

  useEffect(() => {
    if (!ground.current) return
    const made = L.map(ground.current, { attributionControl: tiles !== null })
    made.setView([WIDE.lat, WIDE.lon], WIDE.zoom)
    L.control.scale({ imperial: false }).addTo(made)
    if (tiles) L.tileLayer(tiles.url, { attribution: tiles.attribution }).addTo(made)
    drawn.current = L.layerGroup().addTo(made)
    made.on('click', ({ latlng }) => picked.current?.(pointOf(latlng, datum)))
    map.current = made
    return () => void made.remove()
  }, [tiles, datum])

  useEffect(() => {
    const layer = drawn.current?.clearLayers()
    if (!layer) return
    for (const one of neighbours) {
      const at = inDatum(one.place, datum)
      L.circleMarker([at.lat, at.lon], { radius: 5, className: 'place-neighbour' })
        .bindTooltip(mapLabel(one.name), { permanent: neighbours.length < 12, direction: 'top' })
        .addTo(layer)
    }
    if (!place) return
    const at = inDatum(place, datum)
    L.circle([at.lat, at.lon], { radius, className: 'place-fence' }).addTo(layer)
    const icon = L.divIcon({ className: 'place-pin', iconSize: [18, 18] })
    const pin = L.marker([at.lat, at.lon], { icon, draggable: picked.current !== undefined })
    pin.on('dragend', () => picked.current?.(pointOf(pin.getLatLng(), datum)))
    pin.addTo(layer)
  }, [place, radius, neighbours, datum])

  useEffect(() => {
    const first = place ?? neighbours[0]?.place
    if (!first || !map.current) return
    const at = inDatum(first, datum)
    const isFar = !map.current.getBounds().pad(-0.1).contains([at.lat, at.lon]) || map.current.getZoom() < 12
    if (isFar) map.current.setView([at.lat, at.lon], zoomFor(radius))
  }, [place, neighbours, radius, datum])

  return <div ref={ground} className='place-map' role='application' aria-label={t('places.map.label')} />
}

function pointOf({ lat, lng }: L.LatLng, datum: Place['datum']): Place {
  return { lat: Number(lat.toFixed(6)), lon: Number(lng.toFixed(6)), datum }
}

/** So that the whole circle is seen. */
function zoomFor(radius: number): number {
  return Math.min(ZOOM, Math.round(ZOOM - Math.log2(Math.max(radius, 100) / 120)))
}
