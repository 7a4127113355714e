/** A category as its editor holds it, and as the API takes it. */
import type { Schemas } from '@steward/api'
import type { Category } from './api/useCategories'
import { isoOf, secondsOf } from './duration'
import type { Promises } from './example'

export interface StepValues {
  /** Seconds from the breach; negative: before it. */
  after: number
  notify: string[]
}

export interface CategoryValues {
  code: string
  names: Schemas['Names']
  kind: Category['kind']
  department_id: string
  departments: { community_id?: string; department_id?: string }[]
  gate?: Category['gate']
  emergency: boolean
  common_area: boolean
  priority: Category['priority']
  photos_required: number
  photo_originals: boolean
  icon?: Category['icon']
  /** Seconds; null: there is no such deadline. */
  sla: Promises
  ladder: StepValues[]
  active: boolean
}

const MINUTE = 60
export const FRESH: Partial<CategoryValues> = {
  kind: 'repair',
  departments: [],
  emergency: false,
  common_area: false,
  priority: 'normal',
  photos_required: 1,
  photo_originals: false,
  sla: { respond: 30 * MINUTE, arrive: 120 * MINUTE, complete: 1440 * MINUTE },
  ladder: [
    { after: -10 * MINUTE, notify: ['assignee'] },
    { after: 0, notify: ['assignee', 'head'] },
    { after: 15 * MINUTE, notify: ['assessment'] },
  ],
  active: true,
}

/** What arrears do to a report of a kind, unless the category says otherwise. */
export const GATE_OF_KIND: Record<Category['kind'], Category['gate']> = {
  repair: 'blocked',
  complaint: 'notify',
  task: 'exempt',
}

export function valuesOf(category: Category): CategoryValues {
  const seconds = (iso: string | null) => (iso === null ? null : secondsOf(iso))
  return {
    ...category,
    names: { 'zh-CN': category.names['zh-CN'] ?? '', en: category.names.en ?? '' },
    departments: Object.entries(category.departments).map(([community_id, department_id]) => ({
      community_id,
      department_id,
    })),
    sla: {
      respond: seconds(category.sla.respond),
      arrive: seconds(category.sla.arrive),
      complete: seconds(category.sla.complete),
    },
    ladder: category.ladder.map(({ after, notify }) => ({ after: secondsOf(after) ?? 0, notify })),
  }
}

/** What can be changed later, as the API takes it. */
export function patchOf(values: CategoryValues): Schemas['CategoryPatch'] {
  return { ...common(values), active: values.active }
}

export function bodyOf(values: CategoryValues): Schemas['CategoryIn'] {
  const { code, kind, emergency, common_area, departments } = values
  const elsewhere = departments.flatMap(({ community_id, department_id }) =>
    community_id && department_id ? [[community_id, department_id] as const] : [],
  )
  return { ...common(values), code, kind, emergency, common_area, departments: Object.fromEntries(elsewhere) }
}

function common(values: CategoryValues) {
  const iso = (seconds: number | null) => (seconds === null ? null : isoOf(seconds))
  const { names, department_id, priority, photos_required, photo_originals, icon, sla, ladder } = values
  return {
    names,
    department_id,
    gate: gateOf(values),
    priority,
    photos_required,
    photo_originals,
    icon: icon ?? null,
    sla: { respond: iso(sla.respond), arrive: iso(sla.arrive), complete: iso(sla.complete) },
    ladder: ladder.map(({ after, notify }) => ({ after: isoOf(after), notify })),
  }
}

/** The gate that holds: danger and what is everybody's is exempt, whatever was chosen. */
export function gateOf(values: Pick<CategoryValues, 'gate' | 'kind' | 'emergency' | 'common_area'>) {
  if (values.emergency || values.common_area) return 'exempt' as const
  return values.gate ?? GATE_OF_KIND[values.kind]
}
