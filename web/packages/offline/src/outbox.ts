/** The queue as pages see it: a snapshot that is current in every tab, and what sets the sending off. */
import { session } from '@steward/api'
import type { Item } from './item'
import { type Outcome, onNews } from './news'
import { countOfOthers, currentPerson, hurry, itemsOf } from './queue'
import { replay } from './replay'

/** Tag of the Background Sync; the service worker listens for it. */
export const SYNC_TAG = 'steward-replay'
/** Without news from the network a try is made this often while a page is open, in milliseconds. */
const LOOK_MS = 30_000

export interface Outbox {
  /** Whose things these are; null when nobody is signed in. */
  person: string | null
  items: Item[]
  /** Things of other people on this device, which wait for them to sign in. */
  others: number
  /** What is on its way at this moment. */
  sending: string | null
  /** Why sending stopped last. */
  outcome: Outcome
}

let shown: Outbox = { person: null, items: [], others: 0, sending: null, outcome: 'idle' }
const listeners = new Set<() => void>()

export function outbox(): Outbox {
  return shown
}

export function onOutbox(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(next: Partial<Outbox>): void {
  shown = { ...shown, ...next }
  for (const listener of listeners) listener()
}

let looks = 0

async function look(): Promise<void> {
  const own = ++looks
  const found = await waiting()
  // What began to look later has seen more, and may have been faster.
  if (own === looks) show(found)
}

async function waiting(): Promise<Pick<Outbox, 'person' | 'items' | 'others'>> {
  const person = await currentPerson()
  if (!person) return { person: null, items: [], others: 0 }
  return { person, items: await itemsOf(person), others: await countOfOthers(person) }
}

let timer: ReturnType<typeof setTimeout> | undefined

/** Try now, and again when something is due. */
export async function sendNow(): Promise<void> {
  clearTimeout(timer)
  let wakeAt: number | null = null
  try {
    wakeAt = (await replay()).wake_at
  } finally {
    clearTimeout(timer)
    const wait = wakeAt === null ? LOOK_MS : Math.min(Math.max(wakeAt - Date.now(), 250), LOOK_MS)
    if (shown.items.length > 0) timer = setTimeout(() => void sendNow(), wait)
  }
}

/** The network is back or somebody pressed: what waited for its back-off goes now. */
export async function hurryNow(): Promise<void> {
  const person = await currentPerson()
  if (person) await hurry(person)
  await sendNow()
}

/** Watch the queue and keep sending while this page is open. What waits is known when this has ended. */
export async function startOutbox(): Promise<void> {
  onNews((news) => {
    if (news.news === 'changed') void look()
    else if (news.news === 'sending') show({ sending: news.key })
    else if (news.news === 'stopped') show({ outcome: news.outcome })
  })
  session.onChange(() => void look().then(sendNow))
  addEventListener('online', () => void hurryNow())
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void hurryNow()
  })
  await look()
  void hurryNow()
}

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register: (tag: string) => Promise<void> }
}

/** Something was put into the queue: send it, and let the browser send it should this page be closed before. */
export function wake(): void {
  void sendNow()
  void navigator.serviceWorker?.ready.then((registration: SyncRegistration) =>
    // A browser may lack it, or the person may have forbidden it: then the next visit sends.
    registration.sync?.register(SYNC_TAG).catch(() => undefined),
  )
}
