import { expect, test, vi } from 'vitest'
import { addressOf, type Push, showPushes } from './push-worker'

const ORIGIN = 'https://steward.example'
const push: Push = { id: 'nt_1', title: 'Assigned', body: 'A tap drips', work_order_id: 'wo_1', link: null }

/** A service worker's surroundings: what it hears, shows and opens. */
function worker(pages: { url: string; focus: () => void }[] = []) {
  const heard = new Map<string, (event: unknown) => void>()
  const showNotification = vi.fn(async (_title: string, _options: NotificationOptions) => undefined)
  const openWindow = vi.fn(async (_address: string) => null)
  const found = {
    location: { origin: ORIGIN },
    registration: { showNotification },
    clients: { matchAll: async () => pages, openWindow },
    addEventListener: (kind: string, listener: (event: unknown) => void) => heard.set(kind, listener),
  }
  showPushes(found as unknown as ServiceWorkerGlobalScope, '/technician/')
  const tell = async (kind: string, event: object) => {
    let work: Promise<unknown> = Promise.resolve()
    heard.get(kind)?.({ ...event, waitUntil: (promise: Promise<unknown>) => (work = promise) })
    await work
  }
  return { tell, showNotification, openWindow }
}

test.each([
  [push, `${ORIGIN}/technician/orders/wo_1`],
  [{ ...push, work_order_id: null }, `${ORIGIN}/technician/`],
  [{ ...push, link: `${ORIGIN}/technician/surveys/t` }, `${ORIGIN}/technician/surveys/t`],
  [{ ...push, link: 'https://elsewhere.example/technician/' }, `${ORIGIN}/technician/orders/wo_1`],
  [{ ...push, link: `${ORIGIN}/resident/surveys/t` }, `${ORIGIN}/technician/orders/wo_1`],
])('a message leads to a page of its own app', (told, address) => {
  expect(addressOf(told, '/technician/', ORIGIN)).toBe(address)
})

test('a message is shown while no page is open, and a tap opens its order', async () => {
  const { tell, showNotification, openWindow } = worker()
  await tell('push', { data: { json: () => push } })
  const [title, options] = showNotification.mock.calls[0] ?? []
  expect(title).toBe('Assigned')
  expect(options).toMatchObject({ body: 'A tap drips', tag: 'nt_1' })
  await tell('notificationclick', { notification: { close: () => undefined, data: options?.data } })
  expect(openWindow).toHaveBeenCalledWith(`${ORIGIN}/technician/orders/wo_1`)
})

test('a page that shows it already comes to the front, and no second one is opened', async () => {
  const focus = vi.fn()
  const { tell, openWindow } = worker([{ url: `${ORIGIN}/technician/orders/wo_1`, focus }])
  const data = `${ORIGIN}/technician/orders/wo_1`
  await tell('notificationclick', { notification: { close: () => undefined, data } })
  expect(focus).toHaveBeenCalledOnce()
  expect(openWindow).not.toHaveBeenCalled()
})
