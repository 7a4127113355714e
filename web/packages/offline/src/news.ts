/** What happens to the queue, told to every tab and to the service worker. */
import { channelOf } from '@steward/api'
import type { Item } from './item'

export type News =
  | { news: 'changed' }
  /** An item is on its way; null: none is. */
  | { news: 'sending'; key: string | null }
  /** An item was sent; `answer` is the API's: the order as it is now, or the photo as it is there. */
  | { news: 'sent'; item: Item; answer: unknown }
  /** Sending stopped for the time being. */
  | { news: 'stopped'; outcome: Outcome }

/** Why sending stopped: nothing is ready, nothing answers, nobody is signed in, or the disk is full. */
export type Outcome = 'idle' | 'offline' | 'signed_out' | 'full'

const listeners = new Set<(news: News) => void>()
const tellOthers = channelOf<News>('steward-queue', hear)

export function tell(news: News): void {
  hear(news)
  tellOthers(news)
}

/** Answers how to stop. */
export function onNews(listener: (news: News) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function hear(news: News): void {
  for (const listener of listeners) listener(news)
}
