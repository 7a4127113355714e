/**
 * Who is signed in on this device. The tokens lie in IndexedDB, where the service worker finds them too.
 *
 * A session outlives its tokens: when they cannot be refreshed any more it becomes `expired`, pages stay as they are,
 * and the person signs in over them.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Tokens } from './cognito'
import * as cognito from './cognito'
import { Problem } from './problem'
import { alone, channelOf } from './tabs'

export type SessionState = 'signed_out' | 'signed_in' | 'expired'

export interface Kept {
  username: string
  tokens: Tokens
  state: 'signed_in' | 'expired'
}

interface Database extends DBSchema {
  session: { key: 'current'; value: Kept }
}

/** Refreshed this long before the end, so that a slow request does not arrive with a token too old. */
const MARGIN_MS = 60_000
let opening: Promise<IDBPDatabase<Database>> | undefined
const listeners = new Set<() => void>()
const tellOtherTabs = channelOf('steward-session', () => {
  for (const listener of listeners) listener()
})

function database(): Promise<IDBPDatabase<Database>> {
  opening ??= openDB<Database>('steward-session', 1, {
    upgrade: (db) => void db.createObjectStore('session'),
  })
  return opening
}

/** The session as it is kept; undefined when nobody is signed in. */
export async function current(): Promise<Kept | undefined> {
  return (await database()).get('session', 'current')
}

/** The person of a session, as Cognito knows them: stays the same whatever they typed as their sign-in name. */
export function personOf(kept: Kept): string {
  const claims = kept.tokens.id.split('.')[1] ?? ''
  return String(JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).sub)
}

/** Told whenever somebody signs in or out or the session ends, in this tab or another. Answers how to stop. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Sign in. Answers a challenge when a new password is to be chosen first. Raises a Problem with Cognito's code. */
export async function signIn(username: string, password: string): Promise<{ challenge: string } | undefined> {
  return entered(username, await cognito.signIn(username, password))
}

export async function answerNewPassword(
  username: string,
  password: string,
  challenge: string,
): Promise<{ challenge: string } | undefined> {
  return entered(username, await cognito.answerNewPassword(username, password, challenge))
}

/** Have a code sent. Answers the challenge that the code goes with, also for a name that nobody has. */
export async function askForCode(username: string): Promise<{ challenge: string } | undefined> {
  return entered(username, await cognito.askForCode(username))
}

/** Sign in by the code. Answers another challenge when it was wrong. */
export async function answerCode(
  username: string,
  code: string,
  challenge: string,
): Promise<{ challenge: string } | undefined> {
  return entered(username, await cognito.answerCode(username, code, challenge))
}

/** Sign out. Without network this device forgets its tokens all the same. */
export async function signOut(everywhere = false): Promise<void> {
  const kept = await current()
  await keep(undefined)
  if (kept) await cognito.revoke(kept.tokens, everywhere).catch(() => undefined)
}

export async function changePassword(previous: string, proposed: string): Promise<void> {
  await idToken()
  const kept = await current()
  if (!kept) throw new Problem(401, 'signed_out', '')
  await cognito.changePassword(kept.tokens.access, previous, proposed)
}

export { confirmForgotPassword, forgotPassword } from './cognito'

/**
 * The id token to send, refreshed when it ends soon or when `refused` is the one the API no longer takes. With
 * `person` it is theirs or none: what one person did is never sent as another.
 *
 * Raises a Problem: `signed_out`, or `offline` when it ended and nobody could be asked for another.
 */
export async function idToken(refused?: string, person?: string): Promise<string> {
  const kept = living(await current(), person)
  if (kept.tokens.id !== refused && kept.tokens.expires_at - MARGIN_MS > Date.now()) return kept.tokens.id
  // One refresh at a time over all tabs and the worker; who waited finds the new tokens there.
  const renewed = await alone('steward-refresh', () => refreshed(kept.tokens))
  return living(renewed, person).tokens.id
}

/** The session, if it still counts and is this person's. */
function living(kept: Kept | undefined, person?: string): Kept {
  if (!kept || kept.state === 'expired' || (person && personOf(kept) !== person))
    throw new Problem(401, 'signed_out', '')
  return kept
}

async function refreshed(before: Tokens): Promise<Kept> {
  const kept = living(await current())
  if (kept.tokens.id !== before.id) return kept
  try {
    const renewed = { ...kept, tokens: await cognito.refresh(kept.tokens.refresh) }
    // Somebody else may have signed in while Cognito was asked.
    if (living(await current()).tokens.id !== before.id) throw new Problem(401, 'signed_out', '')
    await keep(renewed)
    return renewed
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.isPassing || failure.code === 'signed_out') throw failure
    await expire()
    throw new Problem(401, 'signed_out', '')
  }
}

/** The session no longer counts; what is on the screen stays. */
export async function expire(): Promise<void> {
  const kept = await current()
  if (kept && kept.state !== 'expired') await keep({ ...kept, state: 'expired' })
}

async function entered(username: string, answer: cognito.SignIn): Promise<{ challenge: string } | undefined> {
  if (!('tokens' in answer)) return answer
  await keep({ username, tokens: answer.tokens, state: 'signed_in' })
  return undefined
}

async function keep(kept: Kept | undefined): Promise<void> {
  const db = await database()
  if (kept) await db.put('session', kept, 'current')
  else await db.delete('session', 'current')
  for (const listener of listeners) listener()
  tellOtherTabs()
}
