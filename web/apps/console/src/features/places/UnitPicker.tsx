/** Chooses units, or places of any size, by community, building and unit; the units of a building are fetched when it is opened. */

import { useQueryClient } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBuildings } from './api/useBuildings'
import { useCommunities } from './api/useCommunities'
import { type Unit, unitsQuery } from './api/useUnits'

interface Field {
  id?: string
  value?: string[]
  onChange?: (ids: string[]) => void
  /** Whether communities and buildings can be chosen as well. */
  isAnyPlace?: boolean
}

export function UnitPicker({ id, value, onChange, isAnyPlace = false }: Field) {
  const { t } = useTranslation('console')
  const client = useQueryClient()
  const communities = useCommunities()
  const buildings = useBuildings()
  const [units, setUnits] = useState<Unit[]>([])

  async function open(buildingId: string): Promise<void> {
    const found = await client.fetchQuery(unitsQuery(buildingId))
    setUnits((before) => [...before.filter((one) => one.building_id !== buildingId), ...found])
  }

  const nodes = [
    ...(communities.data ?? []).map((one) => ({
      ...node(one),
      pId: null,
      isLeaf: false,
      selectable: isAnyPlace,
    })),
    ...(buildings.data ?? []).map((one) => ({
      ...node(one),
      pId: one.community_id,
      isLeaf: false,
      selectable: isAnyPlace,
    })),
    ...units.map((one) => ({ ...node(one), pId: one.building_id, isLeaf: true, selectable: true })),
  ]
  return (
    <TreeSelect
      id={id}
      multiple
      treeDataSimpleMode
      treeData={nodes}
      value={value}
      onChange={onChange}
      loadData={({ value: opened }) => open(String(opened))}
      placeholder={isAnyPlace ? undefined : t('places.choose_units')}
      notFoundContent={t('places.no_buildings')}
      allowClear
    />
  )
}

function node({ id, name }: { id: string; name: string }) {
  return { id, value: id, title: name }
}
