import { expect, test } from 'vitest'
import { sieve } from './sieve'

test('looks on until a page has something, and ends with the list', async () => {
  const pages = {
    '': { items: [1, 2], next_cursor: 'a' },
    a: { items: [3, 10], next_cursor: 'b' },
    b: { items: [4], next_cursor: null },
  }
  const all = async ({ cursor }: { cursor?: string }) => pages[(cursor ?? '') as keyof typeof pages]
  const large = sieve<number>(all, (number) => number > 9)
  expect(await large({ limit: 2 })).toEqual({ items: [10], next_cursor: 'b' })
  expect(await large({ limit: 2, cursor: 'b' })).toEqual({ items: [], next_cursor: null })
})
