// @vitest-environment node
import { expect, test } from 'vitest'
import type { Doing } from './item'
import {
  accept,
  after,
  checkIn,
  complete,
  doTheJob,
  JOB,
  ORDER,
  OTHER,
  photo,
  progress,
  server,
  signedIn,
  toTheEnd,
  waiting,
} from './testing/phone'
import { problem } from './testing/server'

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

test('a report of the work waits for the order to be taken on, and holds back nothing itself', async () => {
  const app = await signedIn()
  await app.enqueue(ORDER, accept)
  await app.enqueue(ORDER, progress('the old pump is out'))
  await app.enqueue(ORDER, progress('the new one is in'))
  server.weather = ({ what }) => (what === 'accept' ? problem(409, 'invalid_transition') : null)
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual([])

  const [refused] = await waiting(app)
  server.weather = ({ what }) => (what === 'progress' ? problem(422, 'unprocessable') : null)
  await app.retry(refused?.key ?? '')
  await app.enqueue(ORDER, checkIn)
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(['accept', 'check-in'])
  expect((await waiting(app)).map((item) => [item.kind, item.state])).toEqual([
    ['progress', 'refused'],
    ['progress', 'refused'],
  ])

  server.weather = () => null
  for (const { key } of await waiting(app)) await app.retry(key)
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(['accept', 'check-in', 'progress', 'progress'])
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
