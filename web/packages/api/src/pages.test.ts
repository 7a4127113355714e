import { expect, test } from 'vitest'
import { everyRow } from './pages'

test('a list is read to its end, over a page that holds nothing', async () => {
  const pages: Record<string, { items: number[]; next_cursor: string | null }> = {
    '': { items: [1, 2], next_cursor: 'a' },
    a: { items: [], next_cursor: 'b' },
    b: { items: [3], next_cursor: null },
  }
  const asked: (string | undefined)[] = []
  const rows = await everyRow(async ({ cursor }) => {
    asked.push(cursor)
    return pages[cursor ?? ''] ?? { items: [], next_cursor: null }
  })
  expect(rows).toEqual([1, 2, 3])
  expect(asked).toEqual([undefined, 'a', 'b'])
})
