/** What others may change: asked for again as soon as the server says so, and at intervals while it cannot be heard. */
import { listen, type News } from '@steward/api'
import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** What a query's answer changes with: the order that its key names, any order, or the person's inbox. */
export type Subject = 'order' | 'orders' | 'inbox'

/** Milliseconds between two looks while nothing can be heard. */
export const LOOK_MS = 10_000
/** The same while news is heard: for what nobody tells, such as a clock that runs out. */
const SAFETY_MS = 300_000
/** Lists are not asked for more often than this, however much there is to hear. */
const BREATH_MS = 1_000

let isHeard = false

/** The options of a query that is kept current: `{ queryKey, queryFn, ...live('orders') }`. */
export function live(subject: Subject, every = LOOK_MS) {
  return { refetchInterval: () => (isHeard ? SAFETY_MS : every), meta: { subject } }
}

/** Hears of changes while somebody is signed in, and asks for what is on the screen and has changed. */
export function useLive(isSignedIn: boolean): void {
  const client = useQueryClient()
  useEffect(() => (isSignedIn ? hearing(client) : undefined), [client, isSignedIn])
}

function hearing(client: QueryClient): () => void {
  let waiting: News | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  function ask(): void {
    const news = waiting
    waiting = timer = undefined
    asked = Date.now()
    if (news) void client.invalidateQueries({ predicate: (query) => isOld(query, news) })
  }
  const stop = listen({
    onNews: (news) => {
      waiting = joined(waiting, news)
      timer ??= setTimeout(ask, Math.max(0, asked + BREATH_MS - Date.now()))
    },
    onState: (isLive) => {
      isHeard = isLive
      // What changed while nobody could say so; and the next look is set by whether somebody can now.
      if (document.visibilityState !== 'hidden')
        void client.invalidateQueries({ predicate: (query) => !!query.meta?.subject })
    },
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

function joined(before: News | undefined, news: News): News {
  if (!before) return news
  const orders = { ...before.orders }
  for (const [id, version] of Object.entries(news.orders)) orders[id] = Math.max(version, orders[id] ?? 0)
  return { orders, inbox: before.inbox || news.inbox }
}

/** Whether the query's answer may be older than the news. */
export function isOld(query: Pick<Query, 'meta' | 'queryKey' | 'state'>, news: News): boolean {
  switch (query.meta?.subject as Subject | undefined) {
    case 'inbox':
      return news.inbox
    case 'orders':
      return Object.keys(news.orders).length > 0
    case 'order': {
      const id = query.queryKey.find((part) => typeof part === 'string' && part in news.orders) as string
      const known = (query.state.data as { version?: number } | undefined)?.version ?? 0
      return id !== undefined && known < (news.orders[id] ?? 0)
    }
    default:
      return false
  }
}
