/**
 * The service worker: the app's files and configuration without network, and sending what waits while no page is open.
 * A newer one waits until the page says that it may take over (`features/outbox/update.ts`).
 */
/// <reference lib="webworker" />
import { replay, SYNC_TAG } from '@steward/offline'
import {
  cleanupOutdatedCaches,
  matchPrecache,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] }

interface SyncEvent extends ExtendableEvent {
  tag: string
  lastChance: boolean
}

const CONFIG = '/config.json'
const KEPT = 'steward-config'

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (origin !== self.location.origin) return
  if (event.request.mode === 'navigate' && pathname.startsWith('/technician/'))
    event.respondWith(page(event.request))
  else if (pathname === CONFIG) event.respondWith(configuration(event))
})

self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting()
})

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent
  if (sync.tag === SYNC_TAG) sync.waitUntil(sendAll())
})

/** Any address of the app is the same page. */
async function page(request: Request): Promise<Response> {
  return (await matchPrecache('/technician/index.html')) ?? fetch(request)
}

/** The configuration as the deployment has it now, or as it was last. */
async function configuration(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(KEPT)
  try {
    const answer = await fetch(event.request)
    if (answer.ok) event.waitUntil(cache.put(CONFIG, answer.clone()))
    return answer
  } catch (failure) {
    const kept = await cache.match(CONFIG)
    if (kept) return kept
    throw failure
  }
}

/** Rejects while the network is still away: then the browser syncs again later. */
async function sendAll(): Promise<void> {
  const { outcome, wake_at } = await replay()
  if (outcome === 'offline' || wake_at !== null) throw new Error('not everything is sent yet')
}
