/** What this browser can do about messages that come while no page is open, and its subscription to them. */
import type { Schemas } from '@steward/api'

export type Subscribed = Pick<Schemas['BrowserIn'], 'endpoint' | 'keys'>

/**
 * `able`; or why not: `wechat` and `other` lack it, `home_screen` is an iPhone's page that is not installed, `denied` is
 * a person's word, `unprepared` a browser whose service worker is not there yet.
 */
export type Ability = 'able' | 'wechat' | 'other' | 'home_screen' | 'denied' | 'unprepared'

/** Where this device keeps the id that the API gave its subscription. */
const KEPT = 'steward-push'

/** The push service of the browser's maker does not answer: blocked, or not there in this country. */
export class PushUnreachable extends Error {
  override readonly name = 'PushUnreachable'
}

export async function ability(): Promise<Ability> {
  const { userAgent } = navigator
  if (/MicroMessenger/i.test(userAgent)) return 'wechat'
  if (!('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis))
    return /iPhone|iPad/.test(userAgent) ? 'home_screen' : 'other'
  if (Notification.permission === 'denied') return 'denied'
  return (await registration()) ? 'able' : 'unprepared'
}

/**
 * Asks the person and the browser's maker, and has `register` tell the API. Answers null if the person says no. Raises
 * PushUnreachable, or what `register` raises: then nothing is subscribed.
 */
export async function subscribed(
  publicKey: string,
  register: (browser: Subscribed) => Promise<string>,
): Promise<string | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const push = (await registration())?.pushManager
  // Whoever subscribed with another key, such as a deployment before this one, is no use to this one.
  await (await push?.getSubscription())?.unsubscribe()
  const options = { userVisibleOnly: true, applicationServerKey: publicKey }
  const made = await push?.subscribe(options).catch(() => null)
  const { endpoint, keys } = made?.toJSON() ?? {}
  if (!made || !endpoint || !keys?.p256dh || !keys.auth) throw new PushUnreachable()
  try {
    const id = await register({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } })
    localStorage.setItem(KEPT, id)
    return id
  } catch (failure) {
    await made.unsubscribe()
    throw failure
  }
}

/** The id of this browser's subscription; null when it has none. */
export async function ownId(): Promise<string | null> {
  const subscription = await (await registration())?.pushManager?.getSubscription()
  return subscription ? localStorage.getItem(KEPT) : null
}

/** This browser hears no more: its maker says so to the API at the next message. Also for who signs out. */
export async function unsubscribe(): Promise<void> {
  try {
    await (await (await registration())?.pushManager?.getSubscription())?.unsubscribe()
    localStorage.removeItem(KEPT)
  } catch {
    // Storage or push are forbidden: then there was nothing to end.
  }
}

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker?.getRegistration()
}
