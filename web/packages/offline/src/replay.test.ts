// @vitest-environment node
import { expect, test, vi } from 'vitest'
import type { Doing } from './item'
import {
  accept,
  checkIn,
  comment,
  doTheJob,
  JOB,
  ORDER,
  OTHER,
  opened,
  server,
  signedIn,
  toTheEnd,
  waiting,
} from './testing/phone'
import { problem } from './testing/server'

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
