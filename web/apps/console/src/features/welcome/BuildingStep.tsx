/** The first building, with the community it stands in. */
import { idempotencyKey } from '@steward/api'
import { Form, Input } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import { useTenant } from '../company/api/useTenant'
import { createBuilding } from '../places/api/createBuilding'
import { createCommunity } from '../places/api/createCommunity'
import type { Building } from '../places/api/useBuildings'
import { useCommunities } from '../places/api/useCommunities'
import { BuildingFields, type BuildingValues } from '../places/BuildingDrawer'
import type { Place } from '../places/map/datum'

const DEFAULT_RADIUS_M = 150

export default function BuildingStep() {
  const { t } = useTranslation('console')
  const communities = useCommunities()
  const tenant = useTenant()
  const communityKey = useRef(idempotencyKey())
  const community = communities.data?.[0]
  if (!communities.data) return null
  return (
    <DraftForm<BuildingValues & { community?: string }, Building>
      draft='welcome:building'
      initial={{ community: community?.name, location: { datum: 'wgs84' } }}
      send={async ({ name, location, geofence_radius_m, community: wanted }, key) => {
        const home = community ?? (await createCommunity({ name: wanted ?? '' }, communityKey.current))
        return createBuilding(
          {
            name,
            community_id: home.id,
            location: location as Place,
            geofence_radius_m: geofence_radius_m ?? null,
          },
          key,
        )
      }}
      refreshes={[['communities'], ['buildings'], ['names']]}
      submit={t('places.add_building')}
    >
      <Form.Item
        name='community'
        label={t('places.community_name')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input
          autoComplete='off'
          maxLength={200}
          disabled={community !== undefined}
          placeholder={t('places.community_example')}
        />
      </Form.Item>
      <BuildingFields neighbours={[]} radius={tenant.data?.policies.geofence_radius_m ?? DEFAULT_RADIUS_M} />
    </DraftForm>
  )
}
