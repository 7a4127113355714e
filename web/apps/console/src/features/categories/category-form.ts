/** A category as its editor holds it, and as the API takes it. */
import type { Schemas } from '@steward/api'
import type { Category } from './api/useCategories'
import { isoOf, secondsOf } from './duration'

type Priority = Category['priority']

export interface StepValues {
  /** Seconds from the breach; negative: before it. */
  after: number
  notify: string[]
  /** Nothing before the breach. */
  actions?: string[]
}

export const PROMISED = ['respond', 'arrive', 'complete', 'progress'] as const
/** Seconds; null: there is no such deadline. */
export type Promised = Record<(typeof PROMISED)[number], number | null>

/** What is promised otherwise for one priority; what is empty is as for all. */
export type PriorityRow = Partial<Promised> & { priority?: Priority }

export interface SlaValues extends Promised {
  hours: Category['sla']['hours']
  by_priority: PriorityRow[]
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
  sla: SlaValues
  ladder: StepValues[]
  survey: { template?: string; asking?: Category['survey']['asking']; sample_percent?: number }
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
  sla: {
    respond: 30 * MINUTE,
    arrive: 120 * MINUTE,
    complete: 1440 * MINUTE,
    progress: null,
    hours: 'always',
    by_priority: [],
  },
  ladder: [
    { after: -10 * MINUTE, notify: ['assignee'] },
    { after: 0, notify: ['assignee', 'head'] },
    { after: 15 * MINUTE, notify: ['assessment'] },
  ],
  survey: {},
  active: true,
}

/** What arrears do to a report of a kind, unless the category says otherwise. */
const GATE_OF_KIND: Record<Category['kind'], Category['gate']> = {
  repair: 'blocked',
  complaint: 'notify',
  task: 'exempt',
}

export function valuesOf(category: Category): CategoryValues {
  return {
    ...category,
    names: { 'zh-CN': category.names['zh-CN'] ?? '', en: category.names.en ?? '' },
    departments: Object.entries(category.departments).map(([community_id, department_id]) => ({
      community_id,
      department_id,
    })),
    sla: {
      ...promisedOf(category.sla),
      hours: category.sla.hours,
      by_priority: Object.entries(category.sla.by_priority).map(([priority, promise]) => ({
        priority: priority as Priority,
        ...promisedOf(promise),
      })),
    },
    survey: {
      template: category.survey.template ?? undefined,
      asking: category.survey.asking ?? undefined,
      sample_percent: category.survey.sample_percent ?? undefined,
    },
    ladder: category.ladder.map((step) => ({ ...step, after: secondsOf(step.after) ?? 0 })),
  }
}

function promisedOf(promise: Schemas['PromiseOut']): Promised {
  const seconds = (iso: string | null) => (iso === null ? null : secondsOf(iso))
  return {
    respond: seconds(promise.respond),
    arrive: seconds(promise.arrive),
    complete: seconds(promise.complete),
    progress: seconds(promise.progress),
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
  const { names, department_id, priority, photos_required, photo_originals, icon, ladder, survey } = values
  return {
    names,
    department_id,
    gate: gateOf(values),
    priority,
    photos_required,
    photo_originals,
    icon: icon ?? null,
    sla: slaOf(values),
    survey: {
      template: survey.template ?? null,
      asking: survey.asking ?? null,
      sample_percent: survey.asking === 'sample' ? (survey.sample_percent ?? null) : null,
    },
    ladder: ladder.map(({ after, notify, actions }) => ({
      after: isoOf(after),
      notify,
      actions: after < 0 ? [] : (actions ?? []),
    })),
  }
}

/** Danger knows no closing time; a row without its priority is not finished, and says nothing. */
function slaOf({ sla, emergency }: Pick<CategoryValues, 'sla' | 'emergency'>): Schemas['SlaBody'] {
  const rows = sla.by_priority.flatMap(({ priority, ...row }) =>
    priority ? [[priority, promiseBody(row)] as const] : [],
  )
  return {
    ...promiseBody(sla),
    hours: emergency ? 'always' : sla.hours,
    by_priority: Object.fromEntries(rows),
  }
}

function promiseBody(promised: Partial<Promised>) {
  const iso = (seconds: number | null | undefined) => (typeof seconds === 'number' ? isoOf(seconds) : null)
  const { respond, arrive, complete, progress } = promised
  return { respond: iso(respond), arrive: iso(arrive), complete: iso(complete), progress: iso(progress) }
}

/** The gate that holds: danger and what is everybody's is exempt, whatever was chosen. */
export function gateOf(values: Pick<CategoryValues, 'gate' | 'kind' | 'emergency' | 'common_area'>) {
  if (values.emergency || values.common_area) return 'exempt' as const
  return values.gate ?? GATE_OF_KIND[values.kind]
}
