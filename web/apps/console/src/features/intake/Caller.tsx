/** Who calls: found by name or number; their unit is taken over, or asked for when they have several. */
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useResidents } from './api/residents'
import { useUnitsById } from './api/units'
import type { Draft } from './draft'

interface Shown {
  draft: Draft
  onChange: (some: Partial<Draft>) => void
}

export function Caller({ draft, onChange }: Shown) {
  const { t } = useTranslation('console')
  const residents = useResidents()
  const caller = residents.data?.find((one) => one.id === draft.resident)
  const units = useUnitsById(caller?.unit_ids ?? [])

  function choose(id: string | undefined): void {
    const chosen = residents.data?.find((one) => one.id === id)
    onChange({ resident: id, unit: chosen?.unit_ids[0], building: undefined, community: undefined })
  }

  return (
    <>
      <Form.Item label={t('intake.caller')} htmlFor='caller'>
        <Select
          id='caller'
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          loading={residents.isPending}
          placeholder={t('intake.caller_hint')}
          options={residents.data?.map((one) => ({ value: one.id, label: `${one.name} · ${one.phone}` }))}
          value={draft.resident}
          onChange={choose}
        />
      </Form.Item>
      {residents.isError && (
        <ProblemNotice failure={residents.error} onRetry={() => void residents.refetch()} />
      )}
      {units.length > 1 && (
        <Form.Item label={t('intake.which_unit')} htmlFor='unit-of-caller'>
          <Select
            id='unit-of-caller'
            options={units.map((one) => ({ value: one.id, label: one.name }))}
            value={draft.unit}
            onChange={(unit) => onChange({ unit })}
          />
        </Form.Item>
      )}
    </>
  )
}
