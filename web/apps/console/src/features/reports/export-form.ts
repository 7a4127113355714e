/** A file that is wished for, as its form holds it and as the API takes it. */
import type { Schemas } from '@steward/api'

export interface ExportValues {
  kind: 'work_orders' | 'stalls' | 'report'
  format: 'csv' | 'xlsx'
  report?: string
  department?: string
  status?: string[]
  from?: string
  to?: string
}

/** Which fields narrow which list. */
const FIELDS = {
  work_orders: ['from', 'to', 'department', 'status'],
  stalls: ['department'],
  report: ['report'],
} as const satisfies Record<ExportValues['kind'], (keyof ExportValues)[]>

export function has(kind: ExportValues['kind'], field: keyof ExportValues): boolean {
  return (FIELDS[kind] as readonly string[]).includes(field)
}

/** The list's own parameters as text; what does not belong to it is left out. */
export function bodyOf(values: ExportValues): Schemas['ExportIn'] {
  const filters = FIELDS[values.kind].flatMap((name) => {
    const value = values[name]
    const text = Array.isArray(value) ? value.join(',') : value
    return text ? [[name, text]] : []
  })
  return { kind: values.kind, format: values.format, filters: Object.fromEntries(filters) }
}
