// @vitest-environment node
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Doing } from './item'
import { startBrowser } from './testing/platform'
import { problem, Server } from './testing/server'

let server: Server

/** The app as a page that was just opened: what it knew is gone but for what is in IndexedDB. */
async function opened() {
  vi.resetModules()
  startBrowser()
  const { session } = await import('@steward/api')
  return {
    session,
    ...(await import('./queue')),
    ...(await import('./replay')),
    ...(await import('./stand')),
  }
}

type App = Awaited<ReturnType<typeof opened>>

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

async function signedIn(who = 'wang'): Promise<App> {
  const app = await opened()
  await app.session.signIn(who, 'x')
  return app
}

const ORDER = { id: 'wo_1', number: 'WO-2026-000001' }
const OTHER = { id: 'wo_2', number: 'WO-2026-000002' }
const POSITION = { lat: 1, lon: 2, datum: 'wgs84', accuracy_m: 5 } as const
const photo = () => new Blob(['jpeg'], { type: 'image/jpeg' })
const accept: Doing = { kind: 'accept', body: null }
const after: Doing = { kind: 'photo', body: { role: 'after' } }
const complete: Doing = { kind: 'complete', body: { summary: 'done', minutes: null, parts: [] } }
const checkIn: Doing = {
  kind: 'check-in',
  body: { position: POSITION, captured_at: '2026-11-23T01:30:00Z', exception: null },
}
const comment = (text: string): Doing => ({ kind: 'comments', body: { text, visibility: null } })

async function doTheJob(app: App, order = ORDER): Promise<void> {
  await app.enqueue(order, accept)
  await app.enqueue(order, checkIn)
  await app.enqueue(order, after, photo())
  await app.enqueue(order, comment('the valve was open'))
  await app.enqueue(order, complete)
}

const JOB = ['accept', 'check-in', 'photo after verified', 'comments', 'complete']

/** Replays until nothing is left or nothing more happens by itself, jumping over the waiting times. */
async function toTheEnd(app: App, passes = 40): Promise<void> {
  for (let pass = 0; pass < passes; pass += 1) {
    await app.replay()
    const left = await waiting(app)
    if (left.every((item) => item.state === 'refused')) return
    vi.setSystemTime(Date.now() + 400_000)
  }
}

async function waiting(app: App) {
  const person = await app.currentPerson()
  return person ? app.itemsOf(person) : []
}

test('what was done is sent in the order in which it was done, and then forgotten', async () => {
  const app = await signedIn()
  await doTheJob(app)
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(JOB)
  expect(await waiting(app)).toEqual([])
  expect(await app.photoOf('any')).toBeUndefined()
})

test('without network nothing is lost and nothing is tried for every item', async () => {
  const app = await signedIn()
  await doTheJob(app)
  server.weather = () => 'lost'
  expect((await app.replay()).outcome).toBe('offline')
  expect(server.requests).toBe(1)
  expect(await waiting(app)).toHaveLength(JOB.length)
})

const REQUESTS = 7 // accept, check-in, ticket, file, look, comment, complete
const TROUBLES = ['lost', 'unheard', 'hung'] as const
test.each(
  TROUBLES.flatMap((trouble) =>
    Array.from({ length: REQUESTS }, (_, index) => [trouble, index + 1] as const),
  ),
)('%s at request %i: everything happens once and in order', async (trouble, at) => {
  let app = await signedIn()
  await doTheJob(app)
  let struck = false
  server.weather = () => {
    if (struck || server.requests !== at) return null
    struck = true
    return trouble
  }
  if (trouble === 'hung') {
    // The page dies while the answer is on its way; another one is opened.
    void app.replay()
    await vi.waitFor(() => expect(struck).toBe(true))
    app = await opened()
  }
  await toTheEnd(app)
  expect(struck).toBe(true)
  expect(server.doneTo(ORDER.id)).toEqual(JOB)
  expect(server.photos).toHaveLength(1)
  expect(await waiting(app)).toEqual([])
})

test('a crash between the answer and the deletion repeats the request with its key', async () => {
  const app = await signedIn()
  await doTheJob(app)
  const broken = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementationOnce(() => {
    throw new DOMException('gone', 'UnknownError')
  })
  await expect(app.replay()).rejects.toThrow('gone')
  broken.mockRestore()
  expect(await waiting(app)).toHaveLength(JOB.length)
  const again = await opened()
  await toTheEnd(again)
  expect(server.doneTo(ORDER.id)).toEqual(JOB)
})

/** A stream of numbers in [0, 1) that is the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'bad weather %i: once and in order for each order',
  async (seed) => {
    const random = chance(seed + 1)
    const app = await signedIn()
    await doTheJob(app, ORDER)
    await doTheJob(app, OTHER)
    server.weather = () => {
      const dice = random()
      if (dice < 0.2) return 'lost'
      if (dice < 0.4) return 'unheard'
      if (dice < 0.45) return problem(500, 'internal')
      if (dice < 0.5) return problem(429, 'too_many_requests', { 'Retry-After': '7' })
      return null
    }
    await toTheEnd(app, 400)
    expect(server.doneTo(ORDER.id)).toEqual(JOB)
    expect(server.doneTo(OTHER.id)).toEqual(JOB)
    expect(await waiting(app)).toEqual([])
  },
)

test('a second tap adds nothing; the same step later does', async () => {
  const app = await signedIn()
  await Promise.all([app.enqueue(ORDER, accept), app.enqueue(ORDER, accept)])
  expect(await waiting(app)).toHaveLength(1)
  const pause: Doing = { kind: 'pause', body: { reason: 'parts', expected_on: '2026-12-01' } }
  for (const doing of [pause, { kind: 'resume', body: null } as Doing, pause, comment('a'), comment('a')])
    await app.enqueue(ORDER, doing)
  expect(await waiting(app)).toHaveLength(6)
})

test('two tabs that replay at once send everything once', async () => {
  const app = await signedIn()
  await doTheJob(app)
  await Promise.all([app.replay(), app.replay()])
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(JOB)
})

test('a refusal stays with its reason, holds back what builds upon it, and nothing else', async () => {
  const app = await signedIn()
  await doTheJob(app, ORDER)
  await doTheJob(app, OTHER)
  server.weather = ({ url, what }) =>
    url.includes(ORDER.id) && what === 'check-in' ? problem(409, 'outside_geofence') : null
  await toTheEnd(app)
  expect(server.doneTo(OTHER.id)).toEqual(JOB)
  expect(server.doneTo(ORDER.id)).toEqual(['accept', 'comments'])
  const left = await waiting(app)
  expect(left.map((item) => [item.kind, item.state])).toEqual([
    ['check-in', 'refused'],
    ['photo', 'waiting'],
    ['complete', 'waiting'],
  ])
  expect(left[0]?.problem).toMatchObject({
    status: 409,
    code: 'outside_geofence',
    extra: { distance_m: 412 },
  })

  server.weather = () => null
  const refused = left[0]?.key ?? ''
  await app.amend(refused, checkIn)
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual([
    'accept',
    'comments',
    'check-in',
    'photo after verified',
    'complete',
  ])
})

test('what is given up frees what it held back', async () => {
  const app = await signedIn()
  await doTheJob(app)
  server.weather = ({ what }) => (what === 'accept' ? problem(409, 'invalid_transition') : null)
  await toTheEnd(app)
  const [first] = await waiting(app)
  await app.discard(first?.key ?? '')
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(['comments', 'check-in', 'photo after verified', 'complete'])
})

test('what one person did is never sent as another', async () => {
  const app = await signedIn('wang')
  await doTheJob(app)
  await app.session.signOut()
  expect((await app.replay()).outcome).toBe('signed_out')
  await app.session.signIn('li', 'x')
  await app.enqueue(OTHER, accept)
  await toTheEnd(app)
  expect(server.effects).toEqual([{ who: 'li', order: OTHER.id, what: 'accept', body: null }])
  expect(await app.countOfOthers('li')).toBe(JOB.length)
  await app.session.signIn('wang', 'x')
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(JOB)
  expect(server.effects.slice(1).every(({ who }) => who === 'wang' || who === '')).toBe(true)
})

test('another person who signs in while something is sent does not send the rest', async () => {
  const app = await signedIn('wang')
  await doTheJob(app)
  let changed: Promise<unknown> | undefined
  server.weather = () => {
    changed ??= app.session.signIn('li', 'x')
    return null
  }
  await app.replay()
  await changed
  await toTheEnd(app)
  expect(server.effects.every(({ who }) => who !== 'li')).toBe(true)
})

test('a token that is no longer taken is replaced once; a session that ended waits for its person', async () => {
  const app = await signedIn()
  await app.enqueue(ORDER, accept)
  await app.enqueue(ORDER, checkIn)
  server.weather = () => (server.requests === 1 ? problem(401, 'unauthorized') : null)
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(['accept', 'check-in'])

  await app.enqueue(ORDER, comment('later'))
  server.weather = () => problem(401, 'unauthorized')
  expect((await app.replay()).outcome).toBe('signed_out')
  expect(await waiting(app)).toMatchObject([{ state: 'waiting' }])
  server.weather = () => null
  await app.session.signIn('wang', 'x')
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(['accept', 'check-in', 'comments'])
})

test('a server that is busy is asked again when it said, not before', async () => {
  const app = await signedIn()
  await app.enqueue(ORDER, accept)
  server.weather = () => problem(429, 'too_many_requests', { 'Retry-After': '90' })
  const { wake_at } = await app.replay()
  expect(wake_at).toBe(Date.now() + 90_000)
  server.weather = () => null
  await app.replay()
  expect(server.effects).toEqual([])
  vi.setSystemTime(Date.now() + 90_000)
  await app.replay()
  expect(server.doneTo(ORDER.id)).toEqual(['accept'])
})

test('a clock that was put back does not delay what waits', async () => {
  const app = await signedIn()
  await app.enqueue(ORDER, accept)
  server.weather = () => problem(503, 'busy', { 'Retry-After': '5' })
  await app.replay()
  server.weather = () => null
  vi.setSystemTime(Date.now() - 86_400_000)
  await app.replay()
  expect(server.doneTo(ORDER.id)).toEqual(['accept'])
})

test('a ticket that is too old is replaced, unless the file had arrived', async () => {
  const app = await signedIn()
  await app.enqueue(ORDER, after, photo())
  server.weather = ({ url }) =>
    url.includes('bucket') && server.photos.length === 1 ? new Response('expired', { status: 403 }) : null
  await toTheEnd(app)
  expect(server.photos.map((one) => one.status)).toEqual(['pending', 'verified'])

  // The second: the file arrives, the answer is lost, and then the ticket ends.
  let sent = 0
  server.weather = ({ url }) => {
    if (!url.includes('bucket')) return null
    sent += 1
    return sent === 1 ? 'unheard' : new Response('expired', { status: 403 })
  }
  await app.enqueue(ORDER, after, photo())
  await toTheEnd(app)
  expect(server.photos.map((one) => one.status)).toEqual(['pending', 'verified', 'verified'])
  expect(sent).toBe(2)
})

test('a photo that is refused says why and holds back the completion', async () => {
  const app = await signedIn()
  server.verdict = 'rejected'
  await app.enqueue(ORDER, after, photo())
  await app.enqueue(ORDER, complete)
  await toTheEnd(app)
  expect(await waiting(app)).toMatchObject([
    { kind: 'photo', state: 'refused', problem: { code: 'photo_rejected' } },
    { kind: 'complete', state: 'waiting' },
  ])
})

test('the photo of an exception goes first, and the check-in names it', async () => {
  const app = await signedIn()
  const key = await app.enqueue(ORDER, { kind: 'photo', body: { role: 'evidence' } }, photo())
  const exception = { reason: 'the satellite map is wrong', photo: key, attachment_id: null }
  await app.enqueue(ORDER, { ...checkIn, body: { ...checkIn.body, exception } } as Doing)
  await toTheEnd(app)
  expect(server.effects[1]).toMatchObject({
    what: 'check-in',
    body: { exception: { reason: 'the satellite map is wrong', attachment_id: 'at_0' } },
  })
})

test('a photo that is taken after a check-in was refused goes before the check-in that it excuses', async () => {
  const app = await signedIn()
  await doTheJob(app)
  server.weather = ({ what }) => (what === 'check-in' ? problem(409, 'outside_geofence') : null)
  await toTheEnd(app)
  server.weather = () => null
  const refused = (await waiting(app)).find((item) => item.state === 'refused')
  const proof = await app.enqueue(ORDER, { kind: 'photo', body: { role: 'evidence' } }, photo())
  const exception = { reason: 'the map is wrong', photo: proof, attachment_id: null }
  await app.amend(refused?.key ?? '', { ...checkIn, body: { ...checkIn.body, exception } } as Doing)
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual([
    'accept',
    'comments',
    'photo evidence verified',
    'check-in',
    'photo after verified',
    'complete',
  ])
})

test('photos that were missing are sent before the completion is tried again', async () => {
  const app = await signedIn()
  await app.enqueue(ORDER, complete)
  server.weather = () => problem(409, 'photos_missing')
  await toTheEnd(app)
  server.weather = () => null
  const [refused] = await waiting(app)
  await app.enqueue(ORDER, after, photo())
  await app.retry(refused?.key ?? '')
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(['photo after verified', 'complete'])
})

test('a full disk is told, and nothing half is kept', async () => {
  const app = await signedIn()
  const { StorageFull } = await import('./database')
  const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
    this: IDBObjectStore,
    ...asked
  ) {
    if (this.name === 'photos') throw new DOMException('no room', 'QuotaExceededError')
    return IDBObjectStore.prototype.put.apply(this, asked as [unknown])
  })
  await expect(app.enqueue(ORDER, after, photo())).rejects.toBeInstanceOf(StorageFull)
  full.mockRestore()
  expect(await waiting(app)).toEqual([])
})

test('a disk that fills up in the middle stops the sending and loses nothing', async () => {
  const app = await signedIn()
  await doTheJob(app)
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  expect((await app.replay()).outcome).toBe('full')
  full.mockRestore()
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(JOB)
  expect(server.photos).toHaveLength(1)
})

test('the stand of an order counts what waits, and not what was refused', async () => {
  const app = await signedIn()
  await doTheJob(app)
  const order = { id: ORDER.id, status: 'assigned', arrived_at: null } as Parameters<typeof app.standOf>[0]
  expect(app.standOf(order, await waiting(app))).toEqual({ status: 'completed', is_waiting: true })
  server.weather = ({ what }) => (what === 'check-in' ? problem(409, 'outside_geofence') : null)
  await toTheEnd(app)
  const accepted = { ...order, status: 'accepted' } as typeof order
  expect(app.standOf(accepted, await waiting(app))).toEqual({ status: 'accepted', is_waiting: false })
})
