import { Problem } from '@steward/api'
import { expect, test, vi } from 'vitest'
import { compare } from './columns'
import { csv } from './csv'
import { walk } from './walk'

test('a file opens in Excel as it was meant: Chinese readable, quotes kept, no formula runs', () => {
  const text = csv([
    ['编号', 'Title'],
    ['=1+2', 'He said "no",\nthen left'],
    [-5, '@import'],
  ])
  expect(text).toBe('\uFEFF编号,Title\r\n\'=1+2,"He said ""no"",\nthen left"\r\n-5,\'@import')
})

test('every page of a list is walked, with its progress', async () => {
  const pages = { '': { items: [1, 2], next_cursor: 'a' }, a: { items: [3], next_cursor: null } }
  const progress: number[] = []
  const rows = await walk<number>(
    async ({ cursor }) => pages[(cursor ?? '') as keyof typeof pages],
    (count) => progress.push(count),
    new AbortController().signal,
  )
  expect(rows).toEqual([1, 2, 3])
  expect(progress).toEqual([2, 3])
})

test('too many requests make the walk wait as long as the API says', async () => {
  vi.useFakeTimers()
  const answers = [new Problem(429, 'too_many', '', [], 7), { items: ['x'], next_cursor: null }]
  const fetchPage = vi.fn(async () => {
    const answer = answers.shift()
    if (answer instanceof Problem) throw answer
    return answer as { items: string[]; next_cursor: null }
  })
  const walking = walk(fetchPage, () => {}, new AbortController().signal)
  await vi.advanceTimersByTimeAsync(6_900)
  expect(fetchPage).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(await walking).toEqual(['x'])
  vi.useRealTimers()
})

test('a cancelled walk asks for no further page', async () => {
  const control = new AbortController()
  const fetchPage = vi.fn(async () => ({ items: [1], next_cursor: 'more' }))
  await expect(walk(fetchPage, () => control.abort(), control.signal)).rejects.toThrow()
  expect(fetchPage).toHaveBeenCalledTimes(1)
})

test('numbers sort by size and nothing comes last', () => {
  expect([10, 9, null, 1].sort(compare)).toEqual([1, 9, 10, null])
  expect(['b', '', 'a'].sort(compare)).toEqual(['a', 'b', ''])
})
