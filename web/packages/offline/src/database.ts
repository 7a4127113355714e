/** What this device keeps in IndexedDB: what waits to be sent, its photos, and the answers shown without network. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { Item, NewItem } from './item'

/** An answer of the API and when it was given, by this device's clock. */
export interface Kept {
  data: unknown
  at: number
}

interface Stores extends DBSchema {
  items: { key: number; value: Item | NewItem; indexes: { person: string; key: string } }
  /** The photo of an item, by the item's key: apart, since items are written often and photos once. */
  photos: { key: string; value: Blob }
  /** By person and question. */
  answers: { key: [string, string]; value: Kept }
}

type Database = IDBPDatabase<Stores>

/** There is no room left on this device: nothing was changed. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

let opening: Promise<Database> | undefined

/**
 * The database, opened once. A later version of the app adds its step to `upgrade` below the present ones, so that
 * what an older one left waiting is carried over.
 */
export function database(): Promise<Database> {
  opening ??= openDB<Stores>('steward-offline', 1, {
    upgrade(db, from) {
      if (from < 1) {
        const items = db.createObjectStore('items', { keyPath: 'seq', autoIncrement: true })
        items.createIndex('person', 'person')
        items.createIndex('key', 'key', { unique: true })
        db.createObjectStore('photos')
        db.createObjectStore('answers')
      }
    },
    // Another tab holds a newer app: let it upgrade, and open again at the next use.
    blocking: (_current, _blocked, event) => {
      ;(event.target as IDBDatabase).close()
      opening = undefined
    },
    terminated: () => {
      opening = undefined
    },
  })
  return opening
}

type Change = IDBPTransaction<Stores, ('items' | 'photos')[], 'readwrite'>

/** Changes the queue as a whole or not at all. Raises StorageFull when the disk is full. */
export async function changing<Result>(work: (change: Change) => Promise<Result>): Promise<Result> {
  const change = (await database()).transaction(['items', 'photos'], 'readwrite')
  // Awaited below; a failure before that has been raised by then.
  change.done.catch(() => undefined)
  try {
    const result = await work(change)
    await change.done
    return result
  } catch (failure) {
    abort(change)
    throw isFull(failure) || isFull(change.error) ? new StorageFull() : failure
  }
}

function abort(change: Change): void {
  try {
    change.abort()
  } catch {
    // It has ended by itself.
  }
}

function isFull(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'QuotaExceededError'
}
