/** Sends the rows of an import one after the other. What fails in passing waits; what is refused keeps its reason. */
import { Problem } from '@steward/api'
import type { Values } from './read'

export interface Row {
  line: number
  values: Values
  /** Its idempotency key: however often the row is sent, it happens once. */
  key: string
  state: 'waiting' | 'done' | 'there' | 'refused'
  /** Why it was refused, in words. */
  reason?: string
  /** What was made, where somebody got a sign-in. */
  sign_in_name?: string
  temporary_password?: string
}

/** `there`: what the row asks for existed already. */
export type Outcome = Pick<Row, 'sign_in_name' | 'temporary_password'> & { state: 'done' | 'there' }

/** A row that cannot be sent as it stands; the message says why. */
export class Unusable extends Error {}

interface Run {
  send: (row: Row) => Promise<Outcome>
  /** Told after every row, before the next is sent. */
  keep: (row: Row) => Promise<void>
  say: (failure: unknown) => string
  signal: AbortSignal
  wait?: (seconds: number, signal: AbortSignal) => Promise<void>
}

const TRIES = 6

/** Sends what waits. Raises the Problem that did not pass; the rows it left still wait. */
export async function run(rows: readonly Row[], running: Run): Promise<void> {
  for (const row of rows) {
    if (row.state !== 'waiting') continue
    if (running.signal.aborted) return
    await running.keep(await sent(row, running))
  }
}

async function sent(row: Row, { send, say, signal, wait = rest }: Run): Promise<Row> {
  for (let tries = 1; ; tries++) {
    try {
      return { ...row, ...(await send(row)), reason: undefined }
    } catch (failure) {
      if (isFinal(failure)) return { ...row, state: 'refused', reason: say(failure) }
      if (!isWorthWaiting(failure) || tries >= TRIES) throw failure
      await wait(failure.retryAfter ?? 2 ** tries, signal)
      if (signal.aborted) throw failure
    }
  }
}

/** It will be refused again. Signed out is not final: the row is as good as before once somebody signs in. */
function isFinal(failure: unknown): boolean {
  if (failure instanceof Unusable) return true
  return failure instanceof Problem && !failure.isPassing && failure.status !== 401
}

/** Too many requests, or the server's own trouble. Without a connection the person decides when to go on. */
function isWorthWaiting(failure: unknown): failure is Problem {
  return failure instanceof Problem && failure.isPassing && failure.status !== 0
}

function rest(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
