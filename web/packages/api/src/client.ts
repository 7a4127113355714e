/** The API, typed by `docs/openapi.json`. Every request of the apps goes through `api` and ends in data or a Problem. */
import createClient, { type Middleware } from 'openapi-fetch'
import { patiently } from './patience'
import { Problem, problemOf } from './problem'
import type { components, paths } from './schema'
import { expire, idToken } from './session'

export type Schemas = components['schemas']
export type Paths = paths

/** Until a page says otherwise, as in the service worker, the API takes the person's own. */
let language: string | undefined

/** The language that messages come in from now on. */
export function speak(next: string): void {
  language = next
}

/** Answers the token to send; `refused` is the one that the API did not take. */
type Token = (refused?: string) => Promise<string>

function signed(token: Token): Middleware {
  return {
    async onRequest({ request }) {
      if (language) request.headers.set('Accept-Language', language)
      if (!isPublic(request.url)) request.headers.set('Authorization', `Bearer ${await token()}`)
    },
  }
}

function isPublic(url: string): boolean {
  return new URL(url).pathname.startsWith('/v1/surveys/')
}

/** Sends a request; a token that the API no longer takes is replaced once. Raises a Problem when nothing answers. */
async function send(request: Request, token: Token): Promise<Response> {
  const again = request.clone()
  const answer = await patiently(request)
  if (answer.status !== 401 || isPublic(request.url)) return answer
  const refused = request.headers.get('Authorization')?.replace('Bearer ', '')
  again.headers.set('Authorization', `Bearer ${await token(refused)}`)
  const second = await patiently(again)
  // A fresh token that is refused: the person may no longer work here.
  if (second.status === 401) await expire()
  return second
}

function client(token: Token) {
  const made = createClient<paths>({
    baseUrl: globalThis.location?.origin ?? '',
    fetch: (request) => send(request, token),
    querySerializer: { array: { style: 'form', explode: false } },
  })
  made.use(signed(token))
  return made
}

export type Api = ReturnType<typeof client>

/** The API, asked as whoever is signed in. */
export const api = client(idToken)

/** The API, asked as this person and nobody else: a Problem `signed_out` is raised once another one is signed in. */
export function apiAs(person: string): Api {
  return client((refused) => idToken(refused, person))
}

/** The data of an answer. Raises what it says when it is no success. */
export async function data<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data: found, error, response } = await asked
  if (response.ok) return found as Data
  throw error instanceof Problem ? error : await problemFrom(response, error)
}

function problemFrom(response: Response, told: unknown): Promise<Problem> {
  // openapi-fetch has read the body; it is put together again for the one reader of problems.
  return problemOf(
    new Response(JSON.stringify(told ?? {}), { status: response.status, headers: response.headers }),
  )
}

/** A fresh key for one intended change: kept with it, so that however often it is sent it happens once. */
export function idempotencyKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  // Older in-app browsers, and pages that did not come by https, have only this.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
