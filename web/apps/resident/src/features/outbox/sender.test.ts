import { beforeEach, expect, test, vi } from 'vitest'
import { database } from '../../shared/database'
import { keepPhotos, keepReport, waiting } from './kept'
import { sendAll } from './sender'

const OWNER = 'lin'
const BODY = {
  kind: 'repair',
  category: 'leak',
  unit_id: 'un_1',
  building_id: null,
  community_id: null,
  title: 'Leak',
  description: '',
  source: null,
} as const
const nothing = () => undefined

function photo(id: string) {
  return { id, blob: new Blob(['jpeg'], { type: 'image/jpeg' }) }
}

function draft(key: string, photos = [photo(`p-${key}`)]) {
  return {
    owner: OWNER,
    key,
    category: 'leak',
    unit: 'un_1',
    isShared: false,
    words: '',
    details: '',
    photos,
  }
}

function writtenReport(key: string) {
  return { key, owner: OWNER, at: key, body: BODY, draft: draft(key), refusal: null }
}

async function signIn(person = OWNER): Promise<void> {
  const { openDB } = await import('idb')
  const db = await openDB('steward-session', 1, { upgrade: (made) => void made.createObjectStore('session') })
  const claims = btoa(JSON.stringify({ sub: person }))
  const tokens = {
    id: `header.${claims}.signature`,
    access: 'a',
    refresh: 'r',
    expires_at: Date.now() + 3_600_000,
  }
  await db.put('session', { username: person, tokens, state: 'signed_in' }, 'current')
  db.close()
}

/** A file store that takes what it is sent, and tells which files came. */
function storage(taken: string[]) {
  return class {
    upload = { onprogress: null }
    status = 204
    onload = nothing
    open(_method: string, url: string) {
      taken.push(url)
    }
    send() {
      this.onload()
    }
  }
}

beforeEach(async () => {
  vi.unstubAllGlobals()
  const db = await database()
  for (const store of ['reports', 'photos'] as const) await db.clear(store)
  await signIn()
})

type Answer = (request: Request) => Response | Promise<Response>

function answer(body: unknown, status = 201): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

function serve(reply: Answer): Request[] {
  const asked: Request[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(request)
    return reply(request)
  })
  return asked
}

test('without network everything stays, and goes out later under the same key, photos last', async () => {
  await keepReport(writtenReport('k1'))
  let asked = serve(() => {
    throw new TypeError('Failed to fetch')
  })
  expect(await sendAll(OWNER, nothing)).toEqual([])
  expect(asked.map((one) => one.headers.get('Idempotency-Key'))).toEqual(['k1'])
  expect((await waiting(OWNER)).reports).toHaveLength(1)

  const files: string[] = []
  vi.stubGlobal('XMLHttpRequest', storage(files))
  asked = serve((request) =>
    request.url.endsWith('/attachments')
      ? answer({ id: 'at_1', upload: { url: 'https://photos.example/', fields: { key: 'x' } } })
      : answer({ id: 'wo_1' }),
  )
  expect(await sendAll(OWNER, nothing)).toEqual(['wo_1'])
  expect(asked[0]?.headers.get('Idempotency-Key')).toBe('k1')
  expect(asked[1]?.url).toContain('/v1/work-orders/wo_1/attachments')
  expect(files).toEqual(['https://photos.example/'])
  expect(await waiting(OWNER)).toEqual({ reports: [], photos: [] })
})

test('what the API refuses keeps its reason and its photos, and does not hold up the next', async () => {
  await keepReport(writtenReport('k1'))
  await keepReport({ ...writtenReport('k2'), draft: draft('k2', []) })
  serve((request) =>
    request.headers.get('Idempotency-Key') === 'k1'
      ? answer({ code: 'unprocessable', detail: 'the category takes no more reports' }, 422)
      : answer({ id: 'wo_2' }),
  )
  expect(await sendAll(OWNER, nothing)).toEqual(['wo_2'])
  const left = await waiting(OWNER)
  expect(left.reports.map((one) => [one.key, one.refusal?.detail])).toEqual([
    ['k1', 'the category takes no more reports'],
  ])
  expect(left.photos.map((one) => one.report)).toEqual(['k1'])
})

test('a photo that the order takes no more is marked, with a fresh ticket for another try', async () => {
  await keepPhotos([photo('p1')], OWNER, 'wo_1')
  const before = (await waiting(OWNER)).photos[0]?.ticket
  serve(() => answer({ code: 'invalid_transition', detail: 'It is done.' }, 409))
  await sendAll(OWNER, nothing)
  const left = (await waiting(OWNER)).photos[0]
  expect(left?.refusal).toEqual({ code: 'invalid_transition', detail: 'It is done.' })
  expect(left?.ticket).not.toBe(before)
})

test('what another person left on this device is not sent as mine', async () => {
  await keepReport({ ...writtenReport('k1'), owner: 'somebody@harbour' })
  const asked = serve(() => answer({ id: 'wo_1' }))
  expect(await sendAll(OWNER, nothing)).toEqual([])
  expect(asked).toEqual([])
})

test('once somebody else has signed in, nothing of mine goes out in their name', async () => {
  await keepReport(writtenReport('k1'))
  await keepReport(writtenReport('k2'))
  const asked = serve(async () => {
    await signIn('somebody')
    return answer({ id: 'wo_1' })
  })
  await sendAll(OWNER, nothing)
  expect(asked.map((one) => one.headers.get('Idempotency-Key'))).toEqual(['k1'])
  expect((await waiting(OWNER)).reports.map((one) => one.key)).toEqual(['k2'])
})
