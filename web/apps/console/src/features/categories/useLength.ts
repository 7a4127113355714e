import { useTranslation } from 'react-i18next'
import { inUnits } from './duration'

/** A length of time in words: `30 minutes`, `2 days`. */
export function useLength(): (seconds: number) => string {
  const { t } = useTranslation('console')
  return (seconds) => {
    const { count, unit } = inUnits(seconds)
    return t(`unit.count.${unit}`, { count: Math.round(count * 10) / 10 })
  }
}
