import { openDB } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listen } from './live'

/** The browser's WebSocket, whose far end is the test. */
class Socket {
  static all: Socket[] = []
  sent: string[] = []
  isClosed = false
  onopen?: () => void
  onmessage?: (message: { data: string }) => void
  onclose?: () => void
  constructor(readonly url: string) {
    Socket.all.push(this)
  }
  send(text: string) {
    this.sent.push(text)
  }
  close() {
    this.isClosed = true
    this.onclose?.()
  }
  says(told: object) {
    this.onmessage?.({ data: JSON.stringify(told) })
  }
}

const newest = () => Socket.all.at(-1) as Socket
const greeted = (socket: Socket, times = 1) => vi.waitFor(() => expect(socket.sent).toHaveLength(times))
const WELCOME = { welcome: { again_in_s: 240 } }
let stop: () => void
let states: boolean[]
let news: unknown[]

async function open(socket = newest()): Promise<Socket> {
  socket.onopen?.()
  await greeted(socket)
  socket.says(WELCOME)
  return socket
}

function look(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  vi.stubGlobal('WebSocket', Socket)
  Socket.all = []
  states = []
  news = []
  const db = await openDB('steward-session', 1, { upgrade: (made) => void made.createObjectStore('session') })
  const tokens = { id: 'token', access: '', refresh: '', expires_at: Date.now() + 3_600_000 }
  await db.put('session', { username: 'lin', tokens, state: 'signed_in' }, 'current')
  db.close()
  stop = listen({ onNews: (told) => news.push(told), onState: (isLive) => states.push(isLive) })
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('it says who is here, is live once welcomed, and passes on what is told', async () => {
  const socket = newest()
  expect(socket.url).toMatch(/^ws.*\/live$/)
  socket.onopen?.()
  await greeted(socket)
  expect(JSON.parse(socket.sent[0] as string)).toEqual({ action: 'hello', token: 'token' })
  expect(states).toEqual([])
  socket.says(WELCOME)
  socket.says({ orders: { wo_1: 7 }, inbox: false })
  expect(states).toEqual([true])
  expect(news).toEqual([{ orders: { wo_1: 7 }, inbox: false }])
})

test('it greets again before the greeting ends, and takes silence for a lost connection', async () => {
  const socket = await open()
  await vi.advanceTimersByTimeAsync(240_000)
  await greeted(socket, 2)
  expect(socket.isClosed).toBe(false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(socket.isClosed).toBe(true)
  expect(states).toEqual([true, false])
})

test('it comes back after a pause that grows while nobody answers', async () => {
  await open()
  newest().close()
  for (const pause of [1_000, 2_000, 4_000]) {
    const before = Socket.all.length
    await vi.advanceTimersByTimeAsync(pause / 2 - 50)
    expect(Socket.all).toHaveLength(before)
    await vi.advanceTimersByTimeAsync(pause / 2 + 100)
    expect(Socket.all).toHaveLength(before + 1)
    newest().close()
  }
  await vi.advanceTimersByTimeAsync(8_000)
  await open()
  expect(states).toEqual([true, false, true])
})

test('a page that nobody looks at hangs up, and connects at once when somebody does', async () => {
  const socket = await open()
  look('hidden')
  expect(socket.isClosed).toBe(true)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(Socket.all).toHaveLength(1)
  look('visible')
  expect(Socket.all).toHaveLength(2)
  await open()
  expect(states).toEqual([true, false, true])
})

test('who is refused is not live, and nothing is heard of a connection that was given up', async () => {
  const socket = newest()
  socket.onopen?.()
  await greeted(socket)
  socket.says({ refused: true })
  socket.close()
  socket.says({ orders: { wo_1: 7 }, inbox: true })
  expect(states).toEqual([])
  expect(news).toEqual([])
})

test('once stopped it never connects again', async () => {
  const socket = await open()
  stop()
  expect(socket.isClosed).toBe(true)
  look('visible')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(Socket.all).toHaveLength(1)
})
