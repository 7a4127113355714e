/**
 * The import that is under way, in IndexedDB: a reload, a crash or a lost connection loses no row and no answer.
 * The temporary passwords of new sign-ins lie here too, since they are told once; they go when the import is cleared.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Kind } from './read'
import type { Row } from './run'

export interface Job {
  /** The member whose import it is: nobody else at this browser sees it. */
  owner: string
  kind: Kind
  communityId: string
}

interface Database extends DBSchema {
  job: { key: 'current'; value: Job }
  rows: { key: number; value: Row }
}

let opening: Promise<IDBPDatabase<Database>> | undefined

function database(): Promise<IDBPDatabase<Database>> {
  opening ??= openDB<Database>('steward-import', 1, {
    upgrade: (db) => {
      db.createObjectStore('job')
      db.createObjectStore('rows', { keyPath: 'line' })
    },
  })
  return opening
}

/** The import of this member, or null; another member's is thrown away. */
export async function load(owner: string): Promise<{ job: Job; rows: Row[] } | null> {
  const db = await database()
  const job = await db.get('job', 'current')
  if (!job) return null
  if (job.owner !== owner) {
    await clear()
    return null
  }
  return { job, rows: await db.getAll('rows') }
}

export async function begin(job: Job, rows: readonly Row[]): Promise<void> {
  const work = (await database()).transaction(['job', 'rows'], 'readwrite')
  await work.objectStore('rows').clear()
  for (const row of rows) await work.objectStore('rows').put(row)
  await work.objectStore('job').put(job, 'current')
  await work.done
}

export async function keep(row: Row): Promise<void> {
  await (await database()).put('rows', row)
}

export async function clear(): Promise<void> {
  const work = (await database()).transaction(['job', 'rows'], 'readwrite')
  await work.objectStore('rows').clear()
  await work.objectStore('job').clear()
  await work.done
}
