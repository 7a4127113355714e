/**
 * Opens an app without network: its files as they were built, its one page for all of its addresses, and the
 * configuration as it was last; and shows the messages that come meanwhile. What the API says is not kept here: that
 * is the apps' own, by person.
 *
 * Belongs into a service worker. A newer version waits until no page of the older one is open: a page goes on with
 * the parts that it was built with.
 */
/// <reference lib="webworker" />
import {
  cleanupOutdatedCaches,
  matchPrecache,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { showPushes } from './push-worker'

const CONFIG = '/config.json'
const KEPT = 'steward-config'

/** `base` is where the app lies, such as `/resident/`; `files` what the build made (`self.__WB_MANIFEST`). */
export function serveShell(
  worker: ServiceWorkerGlobalScope,
  base: string,
  files: (PrecacheEntry | string)[],
): void {
  precacheAndRoute(files)
  cleanupOutdatedCaches()
  showPushes(worker, base)
  worker.addEventListener('fetch', (event) => {
    const { pathname, origin } = new URL(event.request.url)
    if (origin !== worker.location.origin) return
    if (event.request.mode === 'navigate' && pathname.startsWith(base))
      event.respondWith(page(base, event.request))
    else if (pathname === CONFIG) event.respondWith(configuration(event))
  })
}

async function page(base: string, request: Request): Promise<Response> {
  return (await matchPrecache(`${base}index.html`)) ?? fetch(request)
}

/** As the deployment has it now; without network as it was last. */
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
