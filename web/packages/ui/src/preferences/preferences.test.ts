import { afterEach, expect, test, vi } from 'vitest'
import { ability, ownId, PushUnreachable, subscribed, unsubscribe } from './browser'
import { deviceName } from './device'
import { allowing, wishesOf } from './wishes'

const WECHAT = 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/107.0 Mobile MicroMessenger/8.0.38'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1'
const CHROME = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36'

/** A browser with push; `subscribe` is its maker's answer. */
function browser(subscribe: () => Promise<unknown>, userAgent = CHROME, permission = 'granted') {
  let current: unknown = null
  const pushManager = {
    getSubscription: async () => current,
    subscribe: async () => {
      current = await subscribe()
      return current
    },
  }
  vi.stubGlobal('navigator', {
    userAgent,
    serviceWorker: { getRegistration: async () => ({ pushManager }) },
  })
  vi.stubGlobal('PushManager', class {})
  vi.stubGlobal('Notification', { permission, requestPermission: async () => permission })
  return { end: () => (current = null) }
}

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

test('a browser that cannot says why', async () => {
  browser(async () => null, WECHAT)
  expect(await ability()).toBe('wechat')
  browser(async () => null, CHROME, 'denied')
  expect(await ability()).toBe('denied')
  browser(async () => null)
  expect(await ability()).toBe('able')
  vi.unstubAllGlobals()
  vi.stubGlobal('navigator', { userAgent: IPHONE })
  expect(await ability()).toBe('home_screen')
  vi.stubGlobal('navigator', { userAgent: CHROME })
  expect(await ability()).toBe('other')
})

test('a subscription is told to the API and known again, until it ends', async () => {
  let stop = () => {}
  const made = {
    toJSON: () => ({ endpoint: 'https://fcm.googleapis.com/x', keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: async () => stop(),
  }
  const { end } = browser(async () => made)
  stop = end
  const register = vi.fn(async () => 'ep_1')
  expect(await subscribed('key', register)).toBe('ep_1')
  expect(register).toHaveBeenCalledWith({
    endpoint: 'https://fcm.googleapis.com/x',
    keys: { p256dh: 'p', auth: 'a' },
  })
  expect(await ownId()).toBe('ep_1')
  await unsubscribe()
  expect(await ownId()).toBeNull()
})

test('what the API refuses is not left subscribed, and a push service out of reach is told', async () => {
  const ended = vi.fn(async () => undefined)
  const keys = { p256dh: 'p', auth: 'a' }
  browser(async () => ({ toJSON: () => ({ endpoint: 'https://x', keys }), unsubscribe: ended }))
  await expect(subscribed('key', () => Promise.reject(new Error('422')))).rejects.toThrow('422')
  expect(ended).toHaveBeenCalled()
  browser(() => Promise.reject(new DOMException('push service not available', 'AbortError')))
  await expect(subscribed('key', async () => 'ep_1')).rejects.toThrow(PushUnreachable)
  browser(async () => null, CHROME, 'default')
  expect(await subscribed('key', async () => 'ep_1')).toBeNull()
})

test('a change of one box sends everything else as it was', () => {
  const channels = { email: true, sms: true, web_push: false, wechat: true, chat: true }
  const known = {
    groups: [
      { group: 'conversation' as const, kinds: [], channels },
      { group: 'work' as const, kinds: [], channels },
    ],
    quiet_hours: { starts: '22:00', ends: '07:00' },
    digest: { on: true, hour: 18 },
    time_zone: 'Asia/Shanghai',
    mandatory: [],
    version: 3,
  }
  expect(allowing(wishesOf(known), 'conversation', 'email', false)).toEqual({
    groups: { conversation: { ...channels, email: false }, work: channels },
    quiet_hours: { starts: '22:00', ends: '07:00' },
    digest: { on: true, hour: 18 },
    time_zone: 'Asia/Shanghai',
  })
})

test.each([
  [CHROME, 'Chrome · Android'],
  [IPHONE, 'Safari · iPhone'],
  ['', 'Web'],
])('a device is called by its browser', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name)
})
