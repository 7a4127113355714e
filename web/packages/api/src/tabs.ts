/**
 * What tabs of one browser share: turns and news. In-app browsers such as WeChat's may lack both Web Locks and
 * BroadcastChannel; they show one page at a time, so there a tab takes turns with itself and has nobody to tell.
 */
const queues = new Map<string, Promise<unknown>>()

/** Do `work` while nobody else does what has this name: in no other tab and no worker where the browser has locks. */
export function alone<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  if (globalThis.navigator?.locks) return navigator.locks.request(name, work) as Promise<Result>
  const turn = (queues.get(name) ?? Promise.resolve()).then(work, work)
  queues.set(
    name,
    turn.catch(() => undefined),
  )
  return turn
}

/** Listen to what other tabs tell under this name. Answers how to tell them; without a channel nobody is told. */
export function channelOf<News = void>(name: string, onNews: (news: News) => void): (news: News) => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined
  const channel = new BroadcastChannel(name)
  channel.onmessage = (event: MessageEvent<News>) => onNews(event.data)
  return (news) => channel.postMessage(news)
}
