/** Add a building, or change one: its name, where it is, and how near counts as on site. */
import { Form, Input, InputNumber, Select } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { changeBuilding } from './api/changeBuilding'
import { createBuilding } from './api/createBuilding'
import type { Building } from './api/useBuildings'
import type { Datum, Place } from './map/datum'
import type { Neighbour } from './map/PlaceMap'

const PlaceMap = lazy(() => import('./map/PlaceMap'))
const REFRESHES = [['buildings'], ['names']]

export interface BuildingValues {
  name: string
  location: Partial<Place>
  geofence_radius_m?: number | null
}

interface Shown {
  isOpen: boolean
  communityId: string
  /** The one to change; absent for a new one. */
  building?: Building
  neighbours: readonly Neighbour[]
  /** The company's radius, for a building without its own. */
  radius: number
  onClose: () => void
  onDone?: (building: Building) => void
}

export function BuildingDrawer(shown: Shown) {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  const { building, communityId } = shown
  return (
    <FormDrawer<BuildingValues, Building>
      title={building ? t('places.change', { name: building.name }) : t('places.add_building')}
      isOpen={shown.isOpen}
      onClose={shown.onClose}
      onDone={shown.onDone}
      width={640}
      draft={`building:${building?.id ?? communityId}`}
      initial={building ? valuesOf(building) : { location: { datum: 'wgs84' } }}
      send={({ name, location, geofence_radius_m }, key) => {
        const body = { name, location: location as Place, geofence_radius_m: geofence_radius_m ?? null }
        return building
          ? changeBuilding(building, body)
          : createBuilding({ ...body, community_id: communityId }, key)
      }}
      refreshes={REFRESHES}
      submit={building ? ui('action.save') : t('places.add_building')}
    >
      <BuildingFields neighbours={shown.neighbours} radius={shown.radius} />
    </FormDrawer>
  )
}

function valuesOf({ name, location, geofence_radius_m }: Building): BuildingValues {
  return { name, location: { ...location, datum: 'wgs84' }, geofence_radius_m }
}

export function BuildingFields({ neighbours, radius }: Pick<Shown, 'neighbours' | 'radius'>) {
  const { t } = useTranslation('console')
  const form = Form.useFormInstance<BuildingValues>()
  const location = Form.useWatch('location', form)
  const own = Form.useWatch('geofence_radius_m', form)
  return (
    <>
      <Form.Item name='name' label={t('places.building_name')} rules={[{ required: true, whitespace: true }]}>
        <Input autoComplete='off' maxLength={200} placeholder={t('places.building_example')} />
      </Form.Item>
      <p className='form-lead'>{t('places.map.how')}</p>
      <Suspense fallback={<div className='place-map' />}>
        <PlaceMap
          place={isWhole(location) ? location : null}
          radius={own ?? radius}
          neighbours={neighbours}
          onPick={(place) => form.setFieldsValue({ location: place })}
        />
      </Suspense>
      <CoordinateFields />
      <Form.Item
        name='geofence_radius_m'
        label={t('places.radius')}
        extra={t('places.radius_hint', { radius })}
      >
        <InputNumber min={10} max={10_000} step={10} suffix={t('unit.metres')} placeholder={String(radius)} />
      </Form.Item>
    </>
  )
}

function CoordinateFields() {
  const { t } = useTranslation('console')
  const datums: Datum[] = ['wgs84', 'gcj02', 'bd09']
  return (
    <>
      <div className='form-row'>
        <Form.Item
          name={['location', 'lat']}
          label={t('places.lat')}
          rules={[{ required: true, type: 'number', min: -90, max: 90 }]}
        >
          <InputNumber controls={false} inputMode='decimal' placeholder='31.230400' />
        </Form.Item>
        <Form.Item
          name={['location', 'lon']}
          label={t('places.lon')}
          rules={[{ required: true, type: 'number', min: -180, max: 180 }]}
        >
          <InputNumber controls={false} inputMode='decimal' placeholder='121.473700' />
        </Form.Item>
      </div>
      <Form.Item name={['location', 'datum']} label={t('places.datum.label')} extra={t('places.datum.hint')}>
        <Select options={datums.map((value) => ({ value, label: t(`places.datum.${value}`) }))} />
      </Form.Item>
    </>
  )
}

function isWhole(location: Partial<Place> | undefined): location is Place {
  return typeof location?.lat === 'number' && typeof location.lon === 'number' && !!location.datum
}
