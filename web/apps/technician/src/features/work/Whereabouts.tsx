/** Where this device is by its own word, how sure it is, and how far that is from the building. */
import type { Schemas } from '@steward/api'
import { useTranslation } from 'react-i18next'
import { distance } from '../../shared/geo'
import type { Position } from '../../shared/position'

interface Facts {
  position: Position
  order: Schemas['WorkOrderOut']
  /** The refusal says what is wrong; then there is no hint. */
  isRefused: boolean
}

export function Whereabouts({ position, order, isRefused }: Facts) {
  const { t } = useTranslation('technician')
  const { fix } = position
  if (!fix)
    return (
      <p className={position.state === 'asking' ? 'note' : 'note note-bad'} role='status'>
        {t(`check_in.${position.state as 'asking' | 'denied' | 'unavailable' | 'slow'}`)}
      </p>
    )
  const metres = order.location ? Math.round(distance(fix, order.location)) : null
  const radius = order.geofence_radius_m
  const isFar = metres !== null && radius !== null && metres - fix.accuracy_m > radius
  return (
    <section className='panel' aria-label={t('check_in.where')}>
      <dl className='facts'>
        <dt>{t('check_in.accuracy')}</dt>
        <dd>{t('metres', { count: Math.round(fix.accuracy_m) })}</dd>
        {metres !== null && (
          <>
            <dt>{t('check_in.distance')}</dt>
            <dd>{t('metres', { count: metres })}</dd>
          </>
        )}
        {radius !== null && (
          <>
            <dt>{t('check_in.allowed')}</dt>
            <dd>{t('metres', { count: radius })}</dd>
          </>
        )}
        <dt>{t('check_in.position')}</dt>
        <dd>{`${fix.lat.toFixed(5)}, ${fix.lon.toFixed(5)}`}</dd>
      </dl>
      {!(isFar && isRefused) && (
        <p className={isFar ? 'problem' : 'good'} role='status'>
          {t(metres === null ? 'check_in.no_place' : isFar ? 'check_in.far' : 'check_in.near')}
        </p>
      )}
    </section>
  )
}
