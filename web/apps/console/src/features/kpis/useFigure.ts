/** Figures in words, by what they are of. */
import { duration } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import type { About } from './api/measures'
import type { Measure } from './api/stats'
import { percent } from './percent'

export type Value = number | null | undefined

/** A figure as people read it; a dash over nothing. */
export function useFigure(): (value: Value, unit: About['unit'], measure?: Measure) => string {
  const { t, i18n } = useTranslation('ui')

  function told(value: number, unit: About['unit'], measure?: Measure): string {
    if (unit === 'share')
      return measure === 'reported_trend' && value > 0 ? `+${percent(value)}` : percent(value)
    if (unit === 'seconds') return duration(value * 1000, t)
    if (unit === 'minutes' && value > 0) return duration(value * 60_000, t)
    if (measure === 'score_average') return value.toFixed(2)
    return new Intl.NumberFormat(i18n.language).format(value)
  }
  return (value, unit, measure) => (typeof value === 'number' ? told(value, unit, measure) : '–')
}
