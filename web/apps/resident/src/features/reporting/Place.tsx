/** Where it is: said when there is one home, one tap when there are more, or when it is in what everybody shares. */
import type { Schemas } from '@steward/api'
import { LocationFill } from 'antd-mobile-icons'
import { useTranslation } from 'react-i18next'
import type { Draft } from '../../shared/database'
import type { Category } from './api/categories'

interface Choice {
  category: Category
  units: Schemas['UnitOut'][]
  draft: Draft
  change: (fields: Partial<Draft>) => void
}

export function Place({ category, units, draft, change }: Choice) {
  const { t } = useTranslation('resident')
  if (units.length === 0) return null
  const hasChoice = units.length > 1 || category.common_area
  const chosen = draft.unit ?? (units.length === 1 ? units[0]?.id : null)
  return (
    <fieldset className='card place-choice'>
      <legend>{t('report.where')}</legend>
      {!hasChoice && (
        <p className='place'>
          <LocationFill aria-hidden='true' />
          {units[0]?.name}
        </p>
      )}
      {hasChoice && (
        <div className='chips'>
          {units.map((unit) => (
            <label key={unit.id} className='chip'>
              <input
                type='radio'
                name='place'
                checked={!draft.isShared && chosen === unit.id}
                onChange={() => change({ category: category.code, unit: unit.id, isShared: false })}
              />
              <span>{unit.name}</span>
            </label>
          ))}
          {category.common_area && (
            <label className='chip'>
              <input
                type='radio'
                name='place'
                checked={draft.isShared}
                onChange={() => change({ category: category.code, isShared: true })}
              />
              <span>{t('report.shared_area')}</span>
            </label>
          )}
        </div>
      )}
    </fieldset>
  )
}
