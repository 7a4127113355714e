/** One building: its place on the map, and its units. */
import { Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTenant } from '../company/api/useTenant'
import type { Building } from './api/useBuildings'
import { BuildingDrawer } from './BuildingDrawer'
import { neighbourOf } from './CommunityPanel'
import { UnitTable } from './UnitTable'

const PlaceMap = lazy(() => import('./map/PlaceMap'))
const DEFAULT_RADIUS_M = 150

interface Shown {
  building: Building
  /** Those of its community, itself among them. */
  buildings: readonly Building[]
  mayManage: boolean
}

export function BuildingPanel({ building, buildings, mayManage }: Shown) {
  const { t } = useTranslation('console')
  const tenant = useTenant()
  const radius = tenant.data?.policies.geofence_radius_m ?? DEFAULT_RADIUS_M
  const [isChanging, setChanging] = useState(false)
  const neighbours = useMemo(
    () => buildings.filter((one) => one.id !== building.id).map(neighbourOf),
    [buildings, building.id],
  )
  const own = building.geofence_radius_m ?? radius
  return (
    <>
      <header className='page-title'>
        <h2>{building.name}</h2>
        <span>
          {t(building.geofence_radius_m === null ? 'places.fence_company' : 'places.fence_own', {
            radius: own,
          })}
        </span>
        <span className='stretch' />
        {mayManage && <Button onClick={() => setChanging(true)}>{t('places.change_building')}</Button>}
      </header>
      <Suspense fallback={<div className='place-map' />}>
        <PlaceMap place={building.location} radius={own} neighbours={neighbours} />
      </Suspense>
      <UnitTable building={building} mayManage={mayManage} />
      <BuildingDrawer
        isOpen={isChanging}
        communityId={building.community_id}
        building={building}
        neighbours={neighbours}
        radius={radius}
        onClose={() => setChanging(false)}
      />
    </>
  )
}
