/** The last answers of the API, kept on this device: the portal opens with them at once, and without network at all. */
import { dehydrate, hydrate, type QueryClient } from '@tanstack/react-query'
import { database } from './database'

/** How long an answer is worth showing while nothing newer can be had. */
export const KEPT_MS = 7 * 24 * 3_600_000
/** Answers come in bursts; one write follows each. */
const WRITE_AFTER_MS = 500

/** Put back what this person read last. */
export async function restoreAnswers(client: QueryClient, owner: string): Promise<void> {
  const kept = await (await database()).get('answers', owner)
  if (kept) hydrate(client, kept.state, { defaultOptions: { queries: { gcTime: KEPT_MS } } })
}

/** Write down what this person reads from now on. Answers how to stop. */
export function keepAnswers(client: QueryClient, owner: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    clearTimeout(timer)
    timer = setTimeout(() => void write(client, owner), WRITE_AFTER_MS)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

/** Nobody is signed in any more: what was read here is no longer anybody's. */
export async function forgetAnswers(): Promise<void> {
  await (await database()).clear('answers')
}

async function write(client: QueryClient, owner: string): Promise<void> {
  const state = dehydrate(client, { shouldDehydrateQuery: (query) => query.state.status === 'success' })
  // A full disk: the answers are then not kept, and everything else works as before.
  await (await database()).put('answers', { state }, owner).catch(() => undefined)
}
