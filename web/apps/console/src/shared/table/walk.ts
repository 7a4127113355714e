/** Walks a list's cursor to its end. */
import { everyRow, type Page, Problem } from '@steward/api'

export interface Wanted {
  cursor?: string
  limit: number
  signal?: AbortSignal
}

/** Asks the API for one page of a list. */
export type FetchPage<Row> = (wanted: Wanted) => Promise<Page<Row>>

const TRIES = 5

/** Every row of a list. `onProgress` hears how many have come. Raises a Problem, or the signal's reason when aborted. */
export async function walk<Row>(
  fetchPage: FetchPage<Row>,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<Row[]> {
  let come = 0
  return everyRow(async (asked) => {
    const page = await patiently(() => fetchPage({ ...asked, signal }), signal)
    come += page.items.length
    onProgress(come)
    return page
  })
}

/** Waits where the API says that it is too much, or has trouble of its own, and asks again. */
async function patiently<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted()
    try {
      return await ask()
    } catch (failure) {
      if (tries >= TRIES || !(failure instanceof Problem) || !failure.isPassing) throw failure
      await rest(failure.retryAfter ?? 2 ** tries, signal)
    }
  }
}

function rest(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
