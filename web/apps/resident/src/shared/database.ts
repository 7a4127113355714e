/** What this device keeps for its residents: the report being written, what waits to be sent, what was last read. */
import type { Schemas } from '@steward/api'
import type { DehydratedState } from '@tanstack/react-query'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

export interface DraftPhoto {
  id: string
  blob: Blob
}

/** A report being written. `key` makes it one report however often it is sent. */
export interface Draft {
  owner: string
  key: string
  category: string
  /** Where it is: one of the resident's units, and whether it is in what everybody there shares. */
  unit: string | null
  isShared: boolean
  words: string
  details: string
  photos: DraftPhoto[]
}

/** Why the API did not take something, as it was told. */
export interface Refusal {
  code: string
  detail: string
}

/** A report that could not be sent yet, with all it was written from: a refused one goes back to the form. */
export interface WaitingReport {
  key: string
  owner: string
  at: string
  body: Schemas['ReportIn']
  draft: Draft
  refusal: Refusal | null
}

/** A photo on its way. `order` is known once the report is there; `ticket` is the idempotency key of its ticket. */
export interface WaitingPhoto {
  id: string
  owner: string
  report: string | null
  order: string | null
  ticket: string
  blob: Blob
  refusal: Refusal | null
}

interface Database extends DBSchema {
  drafts: { key: string; value: Draft }
  reports: { key: string; value: WaitingReport }
  photos: { key: string; value: WaitingPhoto }
  answers: { key: string; value: { state: DehydratedState } }
}

let opening: Promise<IDBPDatabase<Database>> | undefined

export function database(): Promise<IDBPDatabase<Database>> {
  opening ??= openDB<Database>('steward-resident', 1, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: 'owner' })
      db.createObjectStore('reports', { keyPath: 'key' })
      db.createObjectStore('photos', { keyPath: 'id' })
      db.createObjectStore('answers')
    },
  })
  return opening
}
