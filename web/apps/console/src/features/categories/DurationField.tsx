/** A length of time in minutes, hours or days; its value is seconds. */
import { InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inUnits, UNITS, type Unit } from './duration'

interface Field {
  id?: string
  'aria-label'?: string
  value?: number | null
  onChange?: (seconds: number | null) => void
  /** In units. */
  min?: number
  isDisabled?: boolean
  /** Said when there is none. */
  placeholder?: string
}

export function DurationField({ value, onChange, min = 1, isDisabled, placeholder, ...named }: Field) {
  const { t } = useTranslation('categories')
  const { t: own } = useTranslation('console')
  const shown = typeof value === 'number' ? inUnits(value) : null
  const [chosen, setChosen] = useState<Unit | null>(null)
  const fits = chosen !== null && typeof value === 'number' && value % UNITS[chosen] === 0
  const unit = fits ? chosen : (shown?.unit ?? chosen ?? 'minutes')
  const count = typeof value === 'number' ? value / UNITS[unit] : null

  function change(nextCount: number | null, nextUnit: Unit): void {
    setChosen(nextUnit)
    onChange?.(nextCount === null ? null : Math.round(nextCount * UNITS[nextUnit]))
  }

  return (
    <Space.Compact className='duration'>
      <InputNumber
        {...named}
        min={min}
        max={9999}
        precision={0}
        disabled={isDisabled}
        value={count}
        placeholder={placeholder ?? t('no_deadline')}
        onChange={(next) => change(next, unit)}
      />
      <Select
        aria-label={t('unit_label', { of: named['aria-label'] ?? '' })}
        value={unit}
        disabled={isDisabled}
        onChange={(next) => change(count, next)}
        options={(['minutes', 'hours', 'days'] as const).map((one) => ({
          value: one,
          label: own(`unit.${one}`),
        }))}
      />
    </Space.Compact>
  )
}
