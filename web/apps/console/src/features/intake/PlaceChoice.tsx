/** Where it is: community, building, unit. A unit that came with the caller fills in the two above it. */
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useBuildings, useCommunities } from '../../shared/names/useNames'
import { useUnits, useUnitsById } from './api/units'
import type { Draft } from './draft'

interface Shown {
  draft: Draft
  onChange: (some: Partial<Draft>) => void
}

export function PlaceChoice({ draft, onChange }: Shown) {
  const { t } = useTranslation('console')
  const communities = useCommunities()
  const buildings = useBuildings()
  const [known] = useUnitsById(draft.unit ? [draft.unit] : [])
  const building = draft.building ?? known?.building_id
  const community =
    draft.community ?? known?.community_id ?? buildings.find((one) => one.id === building)?.community_id
  const units = useUnits(building)
  return (
    <div className='intake-place'>
      <Form.Item label={t('order.community')} htmlFor='community'>
        <Select
          id='community'
          allowClear
          placeholder={t('intake.any')}
          options={communities.map((one) => ({ value: one.id, label: one.name }))}
          value={community}
          onChange={(chosen) => onChange({ community: chosen, building: undefined, unit: undefined })}
        />
      </Form.Item>
      <Form.Item label={t('intake.building')} htmlFor='building'>
        <Select
          id='building'
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('intake.any')}
          options={buildings
            .filter((one) => !community || one.community_id === community)
            .map((one) => ({ value: one.id, label: one.name }))}
          value={building}
          onChange={(chosen) => onChange({ building: chosen, unit: undefined })}
        />
      </Form.Item>
      <Form.Item label={t('intake.unit')} htmlFor='unit'>
        <Select
          id='unit'
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          disabled={!building}
          placeholder={t('intake.any')}
          options={(units.data ?? (known ? [known] : [])).map((one) => ({ value: one.id, label: one.name }))}
          value={draft.unit}
          onChange={(chosen) => onChange({ building, unit: chosen })}
        />
      </Form.Item>
    </div>
  )
}
