/** A newer app waits until nothing is being sent, and until the person wants it. */
import { whileNothingIsSent } from '@steward/offline'
import { useEffect, useState } from 'react'

/** Starts the newer app; null while there is none. */
export function useUpdate(): (() => void) | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null)
  useEffect(() => {
    let stopped = false
    void navigator.serviceWorker?.getRegistration().then((registration) => {
      if (!registration || stopped) return
      const look = () => setWaiting(registration.waiting)
      look()
      registration.addEventListener('updatefound', () =>
        registration.installing?.addEventListener('statechange', look),
      )
    })
    return () => {
      stopped = true
    }
  }, [])
  if (!waiting) return null
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
    void whileNothingIsSent(async () => waiting.postMessage('take over'))
  }
}
