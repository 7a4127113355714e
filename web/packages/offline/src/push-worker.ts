/**
 * Messages that a browser's maker brings while no page is open: shown as they come, and a tap opens what they are
 * about. Belongs into a service worker.
 */
/// <reference lib="webworker" />

/** What the API sends (`notifications/channels/web_push.py`). */
export interface Push {
  id: string
  title: string
  body: string
  work_order_id: string | null
  /** Where to go on, such as a survey. */
  link: string | null
}

/** `base` is where the app lies, such as `/resident/`. */
export function showPushes(worker: ServiceWorkerGlobalScope, base: string): void {
  worker.addEventListener('push', (event) => {
    const push = event.data?.json() as Push | undefined
    if (push) event.waitUntil(show(worker, base, push))
  })
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close()
    event.waitUntil(open(worker, event.notification.data as string))
  })
}

/** A browser that may be woken has to show something each time. The same message again replaces itself. */
function show(worker: ServiceWorkerGlobalScope, base: string, push: Push): Promise<void> {
  const { id, title, body } = push
  const address = addressOf(push, base, worker.location.origin)
  return worker.registration.showNotification(title, {
    body,
    tag: id,
    icon: `${base}icon-192.png`,
    data: address,
  })
}

/** Where a message leads: its link if that is a page of this app, else its order, else the app. */
export function addressOf({ link, work_order_id }: Push, base: string, origin: string): string {
  if (link?.startsWith(`${origin}${base}`)) return link
  return `${origin}${base}${work_order_id ? `orders/${work_order_id}` : ''}`
}

/** To the page if it is open already: what is typed in others stays as it is. */
async function open(worker: ServiceWorkerGlobalScope, address: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const shown = pages.find((page) => page.url === address)
  await (shown ? shown.focus() : worker.clients.openWindow(address))
}
