/** What waits on this device to be sent, as IndexedDB has it, and what to tell when it changes. */
import { idempotencyKey } from '@steward/api'
import {
  type DraftPhoto,
  database,
  type Refusal,
  type WaitingPhoto,
  type WaitingReport,
} from '../../shared/database'

export interface Waiting {
  reports: WaitingReport[]
  photos: WaitingPhoto[]
}

const listeners = new Set<() => void>()

/** Told whenever something is added, sent or refused. Answers how to stop. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function changed(): void {
  for (const listener of listeners) listener()
}

/** What this person has waiting, oldest first. */
export async function waiting(owner: string): Promise<Waiting> {
  const db = await database()
  const [reports, photos] = await Promise.all([db.getAll('reports'), db.getAll('photos')])
  return {
    reports: reports.filter((one) => one.owner === owner).sort((a, b) => a.at.localeCompare(b.at)),
    photos: photos.filter((one) => one.owner === owner),
  }
}

/** Keep a report and its photos until they are sent. All of it or nothing: a full disk raises. */
export async function keepReport(report: WaitingReport): Promise<void> {
  const tx = (await database()).transaction(['reports', 'photos'], 'readwrite')
  await tx.objectStore('reports').put(report)
  for (const photo of report.draft.photos)
    await tx.objectStore('photos').put(waitingPhoto(photo, report.owner, { report: report.key, order: null }))
  await tx.done
  changed()
}

/** Keep photos of an order that is there. */
export async function keepPhotos(photos: DraftPhoto[], owner: string, order: string): Promise<void> {
  const tx = (await database()).transaction('photos', 'readwrite')
  for (const photo of photos) await tx.store.put(waitingPhoto(photo, owner, { report: null, order }))
  await tx.done
  changed()
}

function waitingPhoto(
  photo: DraftPhoto,
  owner: string,
  belonging: Pick<WaitingPhoto, 'report' | 'order'>,
): WaitingPhoto {
  return { ...photo, ...belonging, owner, ticket: idempotencyKey(), refusal: null }
}

/** The report has arrived: its photos can follow it. */
export async function arrived(key: string, order: string): Promise<void> {
  const tx = (await database()).transaction(['reports', 'photos'], 'readwrite')
  for (const photo of await tx.objectStore('photos').getAll())
    if (photo.report === key) await tx.objectStore('photos').put({ ...photo, report: null, order })
  await tx.objectStore('reports').delete(key)
  await tx.done
  changed()
}

/** The API does not take the report; it waits for its writer. */
export async function refuseReport(report: WaitingReport, refusal: Refusal): Promise<void> {
  await (await database()).put('reports', { ...report, refusal })
  changed()
}

/** The report goes, and its photos with it: because its writer takes it up again, or drops it. */
export async function dropReport(key: string): Promise<void> {
  const tx = (await database()).transaction(['reports', 'photos'], 'readwrite')
  for (const photo of await tx.objectStore('photos').getAll())
    if (photo.report === key) await tx.objectStore('photos').delete(photo.id)
  await tx.objectStore('reports').delete(key)
  await tx.done
  changed()
}

/** A photo is refused (or, with null, to be tried again); a new try needs a new ticket. */
export async function markPhoto(photo: WaitingPhoto, refusal: Refusal | null): Promise<void> {
  await (await database()).put('photos', { ...photo, refusal, ticket: idempotencyKey() })
  changed()
}

/** A photo has arrived, or is not wanted any more. */
export async function dropPhoto(id: string): Promise<void> {
  await (await database()).delete('photos', id)
  changed()
}
