/** Rows and periods of figures as the tables and charts show them. */
import type { Period } from './api/series'
import type { Asked, Figures, Measure } from './api/stats'
import type { Row } from './MeasureTable'
import { daysOf } from './period'

/** `called` names a row where the API has but a code; empty: as the API does. */
export function rowsOf(items: readonly Figures[], asked: Asked, called: (row: Figures) => string): Row[] {
  return items.map((row) => ({
    id: row.key,
    key: row.key,
    name: called(row) || row.name,
    values: { ...countsOf(row), ...row.values },
    asked,
  }))
}

/** What a row says without being asked for it. */
function countsOf({ reported, due, completed, completion_rate, rated, excellence_rate }: Figures) {
  return { reported, due, completed, completion_rate, rated, excellence_rate }
}

/** Periods in which anything was counted, the newest first. */
export function periodRows(periods: readonly Period[], asked: Asked, key?: string): Row[] {
  return periods
    .filter(({ values }) => Object.values(values).some(Boolean))
    .map(({ from, to, values }) => ({
      id: from,
      key,
      name: daysOf({ from, to }),
      values,
      asked: { ...asked, from, to },
    }))
    .toReversed()
}

/** The rows with the largest values of a measure; those without one come last. */
export function largest(rows: readonly Row[], measure: Measure | undefined, most: number): Row[] {
  const value = (row: Row) => (measure && row.values[measure]) ?? Number.NEGATIVE_INFINITY
  return rows.toSorted((one, other) => (value(other) > value(one) ? 1 : -1)).slice(0, most)
}
