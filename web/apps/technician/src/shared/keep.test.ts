// @vitest-environment node
import { startBrowser } from '@steward/offline/testing'
import { QueryClient } from '@tanstack/react-query'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const question = { queryKey: ['orders'], staleTime: 60_000, retry: false }
let answer: () => Promise<string>

async function opened(who: string) {
  vi.resetModules()
  startBrowser()
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(
      url === '/config.json'
        ? { cognito_url: '/cognito', client_id: 'c' }
        : { AuthenticationResult: { IdToken: `h.${btoa(JSON.stringify({ sub: who }))}.s`, ExpiresIn: 3600 } },
    ),
  )
  const { session } = await import('@steward/api')
  await session.signIn(who, 'x')
  const { keepAnswers } = await import('./keep')
  return keepAnswers(new QueryClient())
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  answer = async () => 'three orders'
})
afterEach(() => vi.unstubAllGlobals())

const ask = (client: QueryClient) => client.fetchQuery({ ...question, queryFn: () => answer() })

test('an answer outlives the page, with the time at which it was given, and is not shown to others', async () => {
  await ask(await opened('wang'))
  answer = async () => {
    throw new Error('no network')
  }
  const later = await opened('wang')
  expect(await ask(later)).toBe('three orders')
  await expect(ask(await opened('li'))).rejects.toThrow('no network')
})

test('what was learned otherwise outlives the page as well', async () => {
  const client = await opened('wang')
  await ask(client)
  const { learn } = await import('./keep')
  learn<string>(client, question.queryKey, (before) => `${before}, one of them done`)
  expect(client.getQueryData(question.queryKey)).toBe('three orders, one of them done')
  answer = async () => {
    throw new Error('no network')
  }
  await vi.waitFor(async () => expect(await ask(await opened('wang'))).toBe('three orders, one of them done'))
})

test('what was kept is shown first, and replaced by what the API says now', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await ask(await opened('wang'))
  vi.setSystemTime(Date.now() + 3_600_000)
  answer = async () => 'four orders'
  const client = await opened('wang')
  expect(await ask(client)).toBe('three orders')
  await vi.waitFor(() => expect(client.getQueryData(question.queryKey)).toBe('four orders'))
  vi.useRealTimers()
})
