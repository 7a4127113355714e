/** A technician's phone: the queue over a real IndexedDB, the API behind `fetch`, and a clock that can be put forward. */
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Doing } from '../item'
import { startBrowser } from './platform'
import { Server } from './server'

/** A new one for each test. */
export let server: Server

/** The app as a page that was just opened: what it knew is gone but for what is in IndexedDB. */
export async function opened() {
  vi.resetModules()
  startBrowser()
  const { session } = await import('@steward/api')
  return {
    session,
    ...(await import('../queue')),
    ...(await import('../replay')),
    ...(await import('../stand')),
  }
}

export type App = Awaited<ReturnType<typeof opened>>

beforeEach(() => {
  server = new Server()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('fetch', server.fetch)
  vi.useFakeTimers({ toFake: ['Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The app with this person in it. */
export async function signedIn(who = 'wang'): Promise<App> {
  const app = await opened()
  await app.session.signIn(who, 'x')
  return app
}

export const ORDER = { id: 'wo_1', number: 'WO-2026-000001' }
export const OTHER = { id: 'wo_2', number: 'WO-2026-000002' }
const POSITION = { lat: 1, lon: 2, datum: 'wgs84', accuracy_m: 5 } as const
export const photo = () => new Blob(['jpeg'], { type: 'image/jpeg' })
export const accept: Doing = { kind: 'accept', body: null }
export const after: Doing = { kind: 'photo', body: { role: 'after' } }
export const complete: Doing = { kind: 'complete', body: { summary: 'done', minutes: null, parts: [] } }
export const checkIn: Doing = {
  kind: 'check-in',
  body: { position: POSITION, captured_at: '2026-11-23T01:30:00Z', exception: null },
}
export const comment = (text: string): Doing => ({ kind: 'comments', body: { text, visibility: null } })
export const progress = (text: string): Doing => ({
  kind: 'progress',
  body: { text, percent: null, milestone: null },
})

/** A technician's whole job, pressed through in one go. */
export async function doTheJob(app: App, order = ORDER): Promise<void> {
  await app.enqueue(order, accept)
  await app.enqueue(order, checkIn)
  await app.enqueue(order, after, photo())
  await app.enqueue(order, comment('the valve was open'))
  await app.enqueue(order, complete)
}

/** What the server has done once the job is sent. */
export const JOB = ['accept', 'check-in', 'photo after verified', 'comments', 'complete']

/** Replays until nothing is left or nothing more happens by itself, jumping over the waiting times. */
export async function toTheEnd(app: App, passes = 40): Promise<void> {
  for (let pass = 0; pass < passes; pass += 1) {
    await app.replay()
    const left = await waiting(app)
    if (left.every((item) => item.state === 'refused')) return
    vi.setSystemTime(Date.now() + 400_000)
  }
}

/** What the signed-in person has not sent yet. */
export async function waiting(app: App) {
  const person = await app.currentPerson()
  return person ? app.itemsOf(person) : []
}
