/** What the desk has written down so far, and the report it makes. */
import type { Schemas } from '@steward/api'

export interface Draft {
  isTask: boolean
  resident?: string
  community?: string
  building?: string
  unit?: string
  category?: string
  title: string
  description: string
  source?: Schemas['ReportIn']['source']
}

export const EMPTY: Draft = { isTask: false, title: '', description: '' }
type Category = Schemas['CategoryOut']

/** Categories that the report may have: any for a task, else those of what residents report. */
export function fitting(categories: Category[], draft: Draft): Category[] {
  return categories.filter((one) => one.active && (draft.isTask || one.kind !== 'task'))
}

/** The report, or null while something is missing: all but common areas and tasks need a unit. */
export function reportOf(draft: Draft, category: Category | undefined): Schemas['ReportIn'] | null {
  const title = draft.title.trim()
  const needsUnit = !!category && !category.common_area && !draft.isTask
  if (!category || !title || (needsUnit && !draft.unit)) return null
  return {
    kind: draft.isTask ? 'task' : category.kind,
    category: category.code,
    title,
    description: draft.description.trim(),
    ...placeOf(draft),
    source: draft.source ?? null,
  }
}

/** The most exact place that is known: it names those above it. */
function placeOf({ unit, building, community }: Draft) {
  return {
    unit_id: unit ?? null,
    building_id: unit ? null : (building ?? null),
    community_id: unit || building ? null : (community ?? null),
  }
}
