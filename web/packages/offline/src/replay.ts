/** Sends what waits, one thing at a time over all tabs and the service worker. */
import { alone, apiAs, Problem } from '@steward/api'
import { StorageFull } from './database'
import { type Item, nextReady, type Refusal } from './item'
import { type Outcome, tell } from './news'
import { currentPerson, itemsOf, postpone, refuse, remove, save } from './queue'
import { send } from './send'
import type { Step } from './upload'

const LOCK = 'steward-replay'
const LONGEST_WAIT_MS = 300_000

export interface Pass {
  outcome: Outcome
  /** The moment at which something is due again, in milliseconds; null when nothing waits for a moment. */
  wake_at: number | null
}

/** Send all that is ready, in order. Never raises for what an answer says: that is kept with the item. */
export async function replay(): Promise<Pass> {
  const pass = await whileNothingIsSent(run)
  tell({ news: 'stopped', outcome: pass.outcome })
  return pass
}

/** Runs `work` when nothing is being sent, and keeps sending from beginning until it is done. */
export function whileNothingIsSent<Result>(work: () => Promise<Result>): Promise<Result> {
  return alone(LOCK, work)
}

/** Give an item up. What is on its way at this moment arrives first. */
export function discard(key: string): Promise<void> {
  return whileNothingIsSent(() => remove(key))
}

async function run(): Promise<Pass> {
  const person = await currentPerson()
  if (!person) return { outcome: 'signed_out', wake_at: null }
  const api = apiAs(person)
  try {
    for (;;) {
      const items = await itemsOf(person)
      const item = nextReady(items, Date.now())
      if (!item) return { outcome: 'idle', wake_at: earliest(items) }
      tell({ news: 'sending', key: item.key })
      const stop = await settle(item, send(api, item))
      if (stop) return { outcome: stop, wake_at: stop === 'offline' ? earliest(await itemsOf(person)) : null }
    }
  } catch (failure) {
    // Without room not even the state of an item can be written; it is sent again with the same key.
    if (failure instanceof StorageFull) return { outcome: 'full', wake_at: null }
    throw failure
  } finally {
    tell({ news: 'sending', key: null })
  }
}

/** One item, one request. Answers why to stop, if that is no use for others either. */
async function settle(item: Item, sending: Promise<Step>): Promise<Outcome | null> {
  const came = await sending.catch((failure: unknown) => troubled(item, failure))
  if (came === null || typeof came === 'string') return came
  if (came.step === 'done') await done(item, came)
  else await save(item.key, came.progress)
  return null
}

/** The answer is told before the item goes, so that no page shows the state before for a moment. */
async function done(item: Item, result: Step & { step: 'done' }): Promise<void> {
  tell({ news: 'sent', item, answer: result.answer })
  await remove(item.key, result.attachment_id)
}

async function troubled(item: Item, failure: unknown): Promise<Outcome | null> {
  const problem = failure instanceof Problem ? failure : unexpected(failure)
  if (problem.status === 401) return 'signed_out'
  const isPassing = problem.isPassing || problem.code === 'version_conflict'
  if (!isPassing) {
    await refuse(item.key, refusalOf(problem))
    return null
  }
  const wait = problem.retryAfter ? problem.retryAfter * 1000 : backOff(item.tries)
  await postpone(item.key, refusalOf(problem), Date.now() + wait)
  return problem.status === 0 ? 'offline' : null
}

/** Half to all of 1, 2, 4 … seconds, at most five minutes: many phones come back at once. */
function backOff(tries: number): number {
  const most = Math.min(1000 * 2 ** tries, LONGEST_WAIT_MS)
  return most / 2 + (Math.random() * most) / 2
}

function refusalOf({ status, code, detail, errors, extra }: Problem): Refusal {
  return { status, code, detail: errors.map((one) => one.message).join('; ') || detail, extra }
}

/** Anything but an answer: a fault of this app or a photo that cannot be read any more. Shown, not tried for ever. */
function unexpected(failure: unknown): Problem {
  if (failure instanceof DOMException && ['AbortError', 'TimeoutError'].includes(failure.name))
    return new Problem(0, 'offline', '')
  return new Problem(400, 'unexpected', String(failure))
}

function earliest(items: Item[]): number | null {
  const moments = items
    .filter((item) => item.state === 'waiting' && item.not_before > 0)
    .map((item) => item.not_before)
  return moments.length ? Math.min(...moments) : null
}
