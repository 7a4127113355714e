/** What a report is made of, in words. */
import { useTranslation } from 'react-i18next'
import { useNames } from '../../shared/names/useNames'
import { DIMENSIONS, type Measure } from '../kpis/api/stats'
import { daysOf } from '../kpis/period'
import type { Report } from './api/reports'

export function useReportWords() {
  const { t } = useTranslation('figures')
  const names = useNames()
  return {
    days: ({ window: { period, from, to } }: Report) =>
      period ? t(`report.period.${period}`) : daysOf({ from: from ?? '', to: to ?? '' }),
    measures: ({ measures }: Report) => measures.map((one) => t(`measure.${one as Measure}`)).join(', '),
    /** Whom or what it is narrowed to; empty: nothing. */
    only: ({ filters }: Report) => {
      const narrowed = DIMENSIONS.flatMap((one) =>
        filters[one] ? [names[one](filters[one]) || filters[one]] : [],
      )
      return narrowed.length > 0 ? t('report.only', { names: narrowed.join(', ') }) : ''
    },
  }
}
