/**
 * The service worker: the app's files without network, and sending what waits while no page is open.
 * A newer one waits until the page says that it may take over (`features/outbox/update.ts`).
 */
/// <reference lib="webworker" />
import { replay, SYNC_TAG } from '@steward/offline'
import { serveShell } from '@steward/offline/shell-worker'
import type { PrecacheEntry } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] }

/** Background Sync: no browser's types know it yet. */
interface SyncEvent extends ExtendableEvent {
  tag: string
}

serveShell(self, '/technician/', self.__WB_MANIFEST)

self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting()
})

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent
  if (sync.tag === SYNC_TAG) sync.waitUntil(sendAll())
})

/** Rejects while the network is still away: then the browser syncs again later. */
async function sendAll(): Promise<void> {
  const { outcome, wake_at } = await replay()
  if (outcome === 'offline' || wake_at !== null) throw new Error('not everything is sent yet')
}
