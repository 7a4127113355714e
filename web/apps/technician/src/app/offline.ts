/** Starts what works without network: the queue, the service worker, and taking over what the worker sent. */
import type { Schemas } from '@steward/api'
import { forgetAnswers, onNews, startOutbox } from '@steward/offline'
import type { QueryClient } from '@tanstack/react-query'
import { learn } from '../shared/keep'

type Photo = Schemas['AttachmentOut']

/** An answer that nobody asked for again is of no use after a week. */
const KEPT_MS = 7 * 86_400_000

export async function startOffline(client: QueryClient): Promise<void> {
  onNews((news) => {
    if (news.news !== 'sent') return
    const { order_id, kind } = news.item
    if (kind === 'photo') learn(client, ['attachments', order_id], withPhoto(news.answer as Photo))
    else if (news.answer) learn(client, ['order', order_id], () => news.answer)
    const touched = kind === 'photo' ? ['attachments'] : ['timeline', 'people', 'deadlines']
    for (const key of touched) void client.invalidateQueries({ queryKey: [key, order_id] })
    void client.invalidateQueries({ queryKey: ['order', order_id] })
    void client.invalidateQueries({ queryKey: ['orders'] })
  })
  void forgetAnswers(Date.now() - KEPT_MS)
  register()
  await startOutbox()
}

/** Known from now on, also when the network goes before the list is asked for again: it counts for a completion. */
function withPhoto(photo: Photo): (before: Photo[] | undefined) => Photo[] {
  return (before = []) => [...before.filter((one) => one.id !== photo.id), photo]
}

/** Once the page is there: on a slow network it goes before the files of all the others. */
function register(): void {
  if (!import.meta.env.PROD || !navigator.serviceWorker) return
  const start = () => navigator.serviceWorker.register('/technician/worker.js', { scope: '/technician/' })
  if (document.readyState === 'complete') void start()
  else addEventListener('load', () => void start())
}
