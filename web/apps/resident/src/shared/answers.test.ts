import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { forgetAnswers, keepAnswers, restoreAnswers } from './answers'

const ORDERS = ['orders', 'newest']

async function read(client: QueryClient, answer: unknown): Promise<void> {
  await client.fetchQuery({ queryKey: ORDERS, queryFn: async () => answer })
}

async function later(owner: string): Promise<unknown> {
  const client = new QueryClient()
  await restoreAnswers(client, owner)
  return client.getQueryData(ORDERS)
}

test('what somebody read is there at their next visit, for nobody else, and gone after signing out', async () => {
  const client = new QueryClient()
  const stop = keepAnswers(client, 'lin@harbour')
  await read(client, ['first'])
  await read(client, ['second'])
  await vi.waitFor(async () => expect(await later('lin@harbour')).toEqual(['second']), { timeout: 3000 })
  stop()
  expect(await later('somebody@harbour')).toBeUndefined()
  await forgetAnswers()
  expect(await later('lin@harbour')).toBeUndefined()
})

test('a failure does not overwrite the last answer', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 0 } } })
  const stop = keepAnswers(client, 'lin@harbour')
  await read(client, ['known'])
  await vi.waitFor(async () => expect(await later('lin@harbour')).toEqual(['known']), { timeout: 3000 })
  await client.fetchQuery({ queryKey: ORDERS, queryFn: () => Promise.reject(new Error('no')) }).catch(() => 0)
  stop()
  expect(await later('lin@harbour')).toEqual(['known'])
})
