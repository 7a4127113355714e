/** One community: its buildings on the map and in a table. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Empty, Space, Table } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportButton } from '../../shared/table/ExportButton'
import { useTenant } from '../company/api/useTenant'
import { changeCommunity } from './api/changeCommunity'
import type { Building } from './api/useBuildings'
import type { Community } from './api/useCommunities'
import { BuildingDrawer } from './BuildingDrawer'
import { NameDrawer } from './NameDrawer'

const PlaceMap = lazy(() => import('./map/PlaceMap'))
const DEFAULT_RADIUS_M = 150

interface Shown {
  community: Community
  buildings: readonly Building[]
  mayManage: boolean
  onChoose: (id: string) => void
}

export function CommunityPanel({ community, buildings, mayManage, onChoose }: Shown) {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  const tenant = useTenant()
  const radius = tenant.data?.policies.geofence_radius_m ?? DEFAULT_RADIUS_M
  const [open, setOpen] = useState<'name' | 'building' | null>(null)
  const neighbours = useMemo(() => buildings.map(neighbourOf), [buildings])
  const radiusOf = (one: Building) => one.geofence_radius_m ?? radius
  return (
    <>
      <header className='page-title'>
        <h2>{community.name}</h2>
        <span className='stretch' />
        <ExportButton
          name={community.name}
          heads={[t('places.building_name'), t('places.lat'), t('places.lon'), t('places.radius')]}
          gather={async () =>
            buildings.map((one) => [one.name, one.location.lat, one.location.lon, radiusOf(one)])
          }
        />
        {mayManage && (
          <Space>
            <Button onClick={() => setOpen('name')}>{t('places.rename')}</Button>
            <Button type='primary' icon={<PlusOutlined />} onClick={() => setOpen('building')}>
              {t('places.add_building')}
            </Button>
          </Space>
        )}
      </header>
      {buildings.length > 0 && (
        <Suspense fallback={<div className='place-map' />}>
          <PlaceMap place={null} radius={radius} neighbours={neighbours} />
        </Suspense>
      )}
      <Table<Building>
        aria-label={t('places.buildings')}
        size='small'
        showSorterTooltip={false}
        pagination={false}
        rowKey='id'
        dataSource={[...buildings]}
        locale={{ emptyText: <Empty description={t('places.no_buildings')} /> }}
        columns={[
          {
            title: t('places.building_name'),
            sorter: (one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }),
            defaultSortOrder: 'ascend',
            render: (_, one) => (
              <Button type='link' size='small' onClick={() => onChoose(one.id)}>
                {one.name}
              </Button>
            ),
          },
          {
            title: t('places.where'),
            render: (_, { location }) => `${location.lat.toFixed(5)}, ${location.lon.toFixed(5)}`,
          },
          {
            title: t('places.radius'),
            align: 'right',
            render: (_, one) =>
              one.geofence_radius_m === null
                ? t('places.radius_of_company', { radius })
                : t('places.radius_own', { radius: one.geofence_radius_m }),
          },
        ]}
      />
      <NameDrawer
        title={t('places.change', { name: community.name })}
        label={t('places.community_name')}
        submit={ui('action.save')}
        isOpen={open === 'name'}
        draft={`community:${community.id}`}
        name={community.name}
        send={(name) => changeCommunity(community, { name })}
        refreshes={[['communities'], ['names']]}
        onClose={() => setOpen(null)}
      />
      <BuildingDrawer
        isOpen={open === 'building'}
        communityId={community.id}
        neighbours={neighbours}
        radius={radius}
        onClose={() => setOpen(null)}
        onDone={({ id }) => onChoose(id)}
      />
    </>
  )
}

export function neighbourOf({ name, location }: Building) {
  return { name, place: location }
}
