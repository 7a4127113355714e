/** Who calls: found by name or number; their unit is taken over, or asked for when they have several. */
import { Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useFoundResidents } from '../places/api/useFoundResidents'
import { useUnitsById } from './api/units'
import type { Draft } from './draft'

interface Shown {
  draft: Draft
  onChange: (some: Partial<Draft>) => void
}

export function Caller({ draft, onChange }: Shown) {
  const { t } = useTranslation('console')
  const [typed, setTyped] = useState('')
  const { residents, asked } = useFoundResidents(typed, draft.resident)
  const caller = residents.find((one) => one.id === draft.resident)
  const units = useUnitsById(caller?.unit_ids ?? [])

  function choose(id: string | undefined): void {
    const chosen = residents.find((one) => one.id === id)
    onChange({ resident: id, unit: chosen?.unit_ids[0], building: undefined, community: undefined })
  }

  return (
    <>
      <Form.Item label={t('intake.caller')} htmlFor='caller'>
        <Select
          id='caller'
          allowClear
          showSearch={{ filterOption: false, onSearch: setTyped }}
          loading={asked.isFetching}
          placeholder={t('intake.caller_hint')}
          options={residents.map((one) => ({ value: one.id, label: `${one.name} · ${one.phone}` }))}
          value={draft.resident}
          onChange={choose}
        />
      </Form.Item>
      {asked.isError && <ProblemNotice failure={asked.error} onRetry={() => void asked.refetch()} />}
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
