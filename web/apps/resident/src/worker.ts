/** The service worker: the portal opens without network. Nothing is sent from here. */
/// <reference lib="webworker" />
import { serveShell } from '@steward/offline/shell-worker'
import type { PrecacheEntry } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] }

serveShell(self, '/resident/', self.__WB_MANIFEST)
