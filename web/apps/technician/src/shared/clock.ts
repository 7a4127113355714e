/** How wrong this device's clock is, by the times that the API's answers carry. */
import { api } from '@steward/api'
import { useSyncExternalStore } from 'react'

/** More than this and arrivals are flagged, unless the company's policy says otherwise. */
const TOLERATED_MS = 300_000

let skew = 0
const listeners = new Set<() => void>()

api.use({
  onResponse({ response }) {
    const told = Date.parse(response.headers.get('Date') ?? '')
    if (Number.isNaN(told)) return
    skew = Date.now() - told
    for (const listener of listeners) listener()
  },
})

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Milliseconds that this device is ahead (negative: behind), in whole minutes; 0 while nobody would mind. */
export function useSkew(): number {
  return useSyncExternalStore(listen, () =>
    Math.abs(skew) > TOLERATED_MS ? Math.round(skew / 60_000) * 60_000 : 0,
  )
}
