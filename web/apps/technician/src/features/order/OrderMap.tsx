/** The place: building, the circle within which one is on site, and where this device is. */
import type { Schemas } from '@steward/api'
import { language } from '@steward/ui'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { mapLink } from '../../shared/geo'
import { usePosition } from '../../shared/position'
import { useMap } from './map'

export default function OrderMap({ order }: { order: Schemas['WorkOrderOut'] }) {
  const { t } = useTranslation('technician')
  const { fix } = usePosition()
  const ground = useRef<HTMLDivElement>(null)
  const place = [order.building_name, order.unit_name].filter(Boolean).join(' · ')
  useMap(ground, order.location, order.geofence_radius_m ?? 0, fix)
  return (
    <section className='panel' aria-label={t('map.title')}>
      <h2>{place || t('map.title')}</h2>
      {order.location ? (
        <>
          <div ref={ground} className='map' />
          <a
            className='call'
            href={mapLink(order.location, place, language(), navigator.userAgent)}
            rel='noreferrer'
          >
            {t('map.navigate')}
          </a>
        </>
      ) : (
        <p className='weak'>{t('map.unknown')}</p>
      )}
    </section>
  )
}
