/** The report being written. It lies in IndexedDB with its photos, so a reload or a call in between costs nothing. */
import { idempotencyKey, type Schemas } from '@steward/api'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Draft, database } from '../../shared/database'
import type { Category } from './api/categories'

type Unit = Schemas['UnitOut']

const TITLE_LENGTH = 200

export function emptyDraft(owner: string): Draft {
  return {
    owner,
    key: idempotencyKey(),
    category: '',
    unit: null,
    isShared: false,
    words: '',
    details: '',
    photos: [],
  }
}

/** Whether there is something in it that would be missed. */
export function isBegun(draft: Draft): boolean {
  return Boolean(draft.category && (draft.words.trim() || draft.details.trim() || draft.photos.length))
}

/** The category is title enough; a few words make it a better one. */
export function titleOf(draft: Draft, category: Category): string {
  const words = draft.words.trim().replace(/\s+/g, ' ')
  return (words ? `${category.name}: ${words}` : category.name).slice(0, TITLE_LENGTH)
}

/**
 * What is sent. A report of what everybody shares names the building, and no home. `homes` are the ids of all homes,
 * `units` what is known of them by now: whoever is quick has sent the report before.
 */
export function bodyOf(
  draft: Draft,
  category: Category,
  homes: string[],
  units: Unit[],
): Schemas['ReportIn'] {
  const home = homes.find((id) => id === draft.unit) ?? (homes.length === 1 ? homes[0] : undefined)
  const isShared = category.common_area && (draft.isShared || !home)
  const near = units.find((unit) => unit.id === home) ?? units[0]
  return {
    kind: category.kind,
    category: category.code,
    unit_id: isShared ? null : (home ?? null),
    building_id: isShared ? (near?.building_id ?? null) : null,
    community_id: isShared ? (near?.community_id ?? null) : null,
    title: titleOf(draft, category),
    description: draft.details.trim(),
    source: 'resident_app',
  }
}

/** The draft as it was kept; null while there is none. */
export function useKeptDraft(owner: string): Draft | null {
  const [draft, setDraft] = useState<Draft | null>(null)
  useEffect(() => {
    void keptDraft(owner).then((kept) => setDraft(kept ?? null))
  }, [owner])
  return draft
}

export async function keptDraft(owner: string): Promise<Draft | undefined> {
  return (await database()).get('drafts', owner)
}

export async function keepDraft(draft: Draft): Promise<void> {
  await (await database()).put('drafts', draft)
}

export async function dropDraft(owner: string): Promise<void> {
  await (await database()).delete('drafts', owner)
}

/** The draft to write in, kept with every change; null until it was looked up. */
export function useDraft(owner: string) {
  const [draft, setDraft] = useState<Draft | null>(null)
  const latest = useRef<Draft | null>(null)
  const put = useCallback((next: Draft) => {
    latest.current = next
    setDraft(next)
  }, [])
  useEffect(() => {
    let isOver = false
    // Storage that fails costs the memory, not the report.
    void keptDraft(owner)
      .catch(() => undefined)
      .then((kept) => {
        if (!isOver) put(kept ?? emptyDraft(owner))
      })
    return () => {
      isOver = true
    }
  }, [owner, put])
  const change = useCallback(
    (fields: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => {
      const before = latest.current
      if (!before) return
      // What is sent under a key never changes: an edited report is another one.
      const changed = typeof fields === 'function' ? fields(before) : fields
      const after = { ...before, ...changed, key: idempotencyKey() }
      put(after)
      void keepDraft(after).catch(() => undefined)
    },
    [put],
  )
  return [draft, change] as const
}
