/** The service worker that opens the portal without network. Browsers without one work as before, with network. */
export function openOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const base = import.meta.env.BASE_URL
  // Refused, for instance, where storage is forbidden: nothing else depends on it.
  void navigator.serviceWorker.register(`${base}worker.js`, { scope: base }).catch(() => undefined)
}
