/** A request that does not wait for ever: a connection may be lost without anybody noticing. */
import { Problem } from './problem'

/** Longer than the API ever takes, in milliseconds. */
const PATIENCE_MS = 10_000

/** `fetch`, which raises a Problem when nothing answers: `offline` at once, or `timeout` after a while. */
export async function patiently(asked: Request | string, options: RequestInit = {}): Promise<Response> {
  const signal = typeof asked === 'string' ? undefined : asked.signal
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), PATIENCE_MS)
  const giveUp = () => waiting.abort()
  signal?.addEventListener('abort', giveUp)
  try {
    // Nothing of people's data is kept by the browser; nor does a request wait for another one's place in its cache.
    return await fetch(asked, { cache: 'no-store', ...options, signal: waiting.signal })
  } catch (failure) {
    if (signal?.aborted) throw failure
    throw waiting.signal.aborted ? new Problem(408, 'timeout', '') : new Problem(0, 'offline', '')
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}
