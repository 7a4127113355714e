import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { isOld, live } from './live'

const client = new QueryClient()

/** Whether an answer to a query with this key and subject is older than the news. */
function old(queryKey: unknown[], options: object, data: unknown, news: Parameters<typeof isOld>[1]) {
  const query = client.getQueryCache().build(client, { queryKey, ...options })
  query.setData(data)
  return isOld(query, news)
}

test('news of an order makes lists and what is shown of it old, and nothing else', () => {
  const news = { orders: { wo_1: 7 }, inbox: false }
  expect(old(['orders', 'mine'], live('orders'), [], news)).toBe(true)
  expect(old(['order', 'wo_1'], live('order'), { version: 6 }, news)).toBe(true)
  expect(old(['order-part', 'wo_1', 'people'], live('order'), {}, news)).toBe(true)
  expect(old(['order', 'wo_2'], live('order'), { version: 1 }, news)).toBe(false)
  expect(old(['inbox'], live('inbox'), [], news)).toBe(false)
  expect(old(['me'], {}, {}, news)).toBe(false)
})

test('what one changed oneself, and has the answer of, is not asked for again', () => {
  expect(old(['order', 'wo_3'], live('order'), { version: 7 }, { orders: { wo_3: 7 }, inbox: false })).toBe(
    false,
  )
})

test('news of the inbox makes no list of orders old', () => {
  const news = { orders: {}, inbox: true }
  expect(old(['notices'], live('inbox'), [], news)).toBe(true)
  expect(old(['orders'], live('orders'), [], news)).toBe(false)
})

test('while nothing can be heard, the query looks by itself', () => {
  expect(live('orders').refetchInterval()).toBe(10_000)
  expect(live('inbox', 30_000).refetchInterval()).toBe(30_000)
})
