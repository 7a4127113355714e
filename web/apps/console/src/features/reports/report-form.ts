/** A report as its form holds it, and as the API takes it. */
import type { Schemas } from '@steward/api'
import { DIMENSIONS, type Dimension, type Measure } from '../kpis/api/stats'
import type { Report } from './api/reports'

export type Period = NonNullable<Schemas['WindowOut']['period']>
export const PERIODS: Period[] = [
  'this_day',
  'this_week',
  'this_month',
  'this_year',
  'last_day',
  'last_week',
  'last_month',
  'last_year',
]
/** The most measures that the API takes. */
export const MOST_MEASURES = 20

export interface ReportValues extends Partial<Record<Dimension, string>> {
  name: string
  group_by: Dimension
  measures: Measure[]
  /** `days`: from and to are said. */
  period: Period | 'days'
  from?: string
  to?: string
  shared: Report['shared']
}

/** What can narrow rows of a dimension: what is counted together with it. */
export function narrowing(by: Dimension): Dimension[] {
  return by === 'member' || by === 'department' ? ['department', 'member'] : ['category', 'community']
}

/** A new one, with what the address hands over from the figures. */
export function fresh(search: URLSearchParams): Partial<ReportValues> {
  const from = search.get('from') ?? undefined
  const to = search.get('to') ?? undefined
  return {
    group_by: DIMENSIONS.find((one) => one === search.get('by')) ?? 'department',
    measures: (search.get('measures')?.split(',') ?? []) as Measure[],
    period: from && to ? 'days' : 'last_month',
    from,
    to,
    shared: 'me',
  }
}

export function valuesOf({ name, group_by, measures, filters, window, shared }: Report): ReportValues {
  const narrowed = DIMENSIONS.flatMap((one) => (filters[one] ? [[one, filters[one]]] : []))
  return {
    ...Object.fromEntries(narrowed),
    name,
    group_by,
    measures: measures as Measure[],
    period: window.period ?? 'days',
    from: window.from ?? undefined,
    to: window.to ?? undefined,
    shared,
  }
}

/** The whole report: what is not named is gone, and what does not go with its rows narrows nothing. */
export function bodyOf(values: ReportValues): Schemas['SavedReportIn'] {
  const { name, group_by, measures, period, from, to, shared } = values
  const narrowed = narrowing(group_by).flatMap((one) => (values[one] ? [[one, values[one]]] : []))
  return {
    name: name.trim(),
    group_by,
    measures,
    window: period === 'days' ? { from, to } : { period },
    filters: Object.fromEntries(narrowed),
    shared,
  }
}
