/** Communities and their buildings as a tree; what is chosen there stands beside it, and in the address. */
import { BankOutlined, HomeOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Empty, Skeleton, Tree } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAddress } from '../../shared/address'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useCan } from '../../shared/rights'
import { createCommunity } from './api/createCommunity'
import { type Building, useBuildings } from './api/useBuildings'
import { type Community, useCommunities } from './api/useCommunities'
import { BuildingPanel } from './BuildingPanel'
import { CommunityPanel } from './CommunityPanel'
import { NameDrawer } from './NameDrawer'
import './places.css'

export default function PlacesPage() {
  const { t } = useTranslation('console')
  const can = useCan()
  const [search, setSearch] = useAddress()
  const communities = useCommunities()
  const buildings = useBuildings()
  const [isAdding, setAdding] = useState(false)
  const mayManage = can('estate.manage')
  const building = buildings.data?.find((one) => one.id === search.get('building'))
  const chosen = building?.community_id ?? search.get('community')
  const community = communities.data?.find((one) => one.id === chosen) ?? communities.data?.[0]
  const failure = communities.error ?? buildings.error

  function choose(kind: 'community' | 'building', id: string): void {
    setSearch({ community: undefined, building: undefined, [kind]: id })
  }

  return (
    <>
      <PageTitle
        title={t('page.places')}
        extra={
          mayManage && (
            <>
              <Link href='/import'>
                <Button>{t('places.import.open')}</Button>
              </Link>
              <Button type='primary' icon={<PlusOutlined />} onClick={() => setAdding(true)}>
                {t('places.add_community')}
              </Button>
            </>
          )
        }
      />
      {failure && <ProblemNotice failure={failure} onRetry={() => void communities.refetch()} />}
      {(communities.isPending || buildings.isPending) && <Skeleton active />}
      {communities.data?.length === 0 && <Empty description={t('places.none')} />}
      {community && buildings.data && (
        <div className='places'>
          <PlaceTree
            communities={communities.data ?? []}
            buildings={buildings.data}
            chosen={building?.id ?? community.id}
            onChoose={choose}
          />
          <section className='places-chosen'>
            {building ? (
              <BuildingPanel
                key={building.id}
                building={building}
                buildings={buildings.data.filter((one) => one.community_id === building.community_id)}
                mayManage={mayManage}
              />
            ) : (
              <CommunityPanel
                key={community.id}
                community={community}
                buildings={buildings.data.filter((one) => one.community_id === community.id)}
                mayManage={mayManage}
                onChoose={(id) => choose('building', id)}
              />
            )}
          </section>
        </div>
      )}
      <NameDrawer<Community>
        title={t('places.add_community')}
        label={t('places.community_name')}
        submit={t('places.add_community')}
        isOpen={isAdding}
        draft='community:new'
        send={(name, key) => createCommunity({ name }, key)}
        refreshes={[['communities'], ['names']]}
        onClose={() => setAdding(false)}
        onDone={({ id }) => choose('community', id)}
      />
    </>
  )
}

interface Branches {
  communities: readonly Community[]
  buildings: readonly Building[]
  chosen: string
  onChoose: (kind: 'community' | 'building', id: string) => void
}

function PlaceTree({ communities, buildings, chosen, onChoose }: Branches) {
  const { t } = useTranslation('console')
  const treeData = communities.map((community) => ({
    key: community.id,
    title: community.name,
    icon: <HomeOutlined />,
    children: buildings
      .filter((one) => one.community_id === community.id)
      .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }))
      .map((one) => ({ key: one.id, title: one.name, icon: <BankOutlined />, isLeaf: true })),
  }))
  return (
    <nav className='places-tree' aria-label={t('places.tree')}>
      <Tree
        showIcon
        blockNode
        defaultExpandAll={communities.length <= 5}
        defaultExpandedKeys={[chosen]}
        autoExpandParent
        selectedKeys={[chosen]}
        treeData={treeData}
        onSelect={(_, { node }) => onChoose(node.isLeaf ? 'building' : 'community', String(node.key))}
      />
    </nav>
  )
}
