/** What a file is made of, in words: what its list was narrowed to. */
import { day } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../shared/names/useNames'
import { whole } from '../../shared/table/whole'
import type { Dimension, Measure } from '../kpis/api/stats'
import type { Export } from './api/exports'
import { listReports } from './api/reports'

/** The reports by name, as far as they are there. */
export function useReports() {
  return useQuery({ queryKey: ['reports', 'all'], queryFn: whole(listReports) }).data ?? []
}

export function useExportWords(): (one: Export) => string {
  const { t } = useTranslation('figures')
  const { t: ui } = useTranslation('ui')
  const names = useNames()
  const reports = useReports()
  const status = (value: string) =>
    value
      .split(',')
      .map((one) => ui(`status.${one as 'open'}`))
      .join(', ')
  const measures = (value: string) =>
    value
      .split(',')
      .map((one) => t(`measure.${one as Measure}`))
      .join(', ')
  const said: Record<string, (value: string) => string> = {
    report: (id) => reports.find((one) => one.id === id)?.name ?? '',
    department: names.department,
    member: names.member,
    assignee: names.member,
    category: names.category,
    community: names.community,
    status,
    state: status,
    measure: measures,
    measures,
    group_by: (by) => t(`by_row.${by as Dimension}`),
    key: (key) => names.member(key) || names.department(key) || names.category(key) || names.community(key),
  }
  return ({ filters: { from, to, ...others } }) => {
    const words = Object.entries(others).map(([name, value]) => said[name]?.(value) || value)
    return [daysBetween(from, to), ...words].filter(Boolean).join(' · ') || t('export.all')
  }
}

/** One end may be open. */
function daysBetween(from?: string, to?: string): string {
  return from || to ? `${from ? day(from) : ''} – ${to ? day(to) : ''}`.trim() : ''
}
