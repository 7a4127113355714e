import { Problem } from '@steward/api'
import { describe, expect, test } from 'vitest'
import { type Outcome, type Row, run, Unusable } from './run'

function row(line: number, state: Row['state'] = 'waiting'): Row {
  return { line, values: { unit: String(line) }, key: `key-${line}`, state }
}

function bench(answers: (Outcome | Error)[]) {
  const control = new AbortController()
  const sent: string[] = []
  const kept: Row[] = []
  const waited: number[] = []
  const running = {
    send: async ({ key }: Row) => {
      sent.push(key)
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      if (!answer) throw new Error('sent too often')
      return answer
    },
    keep: async (one: Row) => void kept.push(one),
    say: (failure: unknown) => (failure instanceof Problem ? failure.code : String(failure)),
    signal: control.signal,
    wait: async (seconds: number) => void waited.push(seconds),
  }
  return { control, sent, kept, waited, running }
}

describe('run', () => {
  test('sends only what waits, and keeps each answer before the next', async () => {
    const { running, kept, sent } = bench([{ state: 'done', temporary_password: 'x' }, { state: 'there' }])
    await run([row(2, 'done'), row(3), row(4)], running)
    expect(sent).toEqual(['key-3', 'key-4'])
    expect(kept.map(({ line, state }) => [line, state])).toEqual([
      [3, 'done'],
      [4, 'there'],
    ])
    expect(kept[0]?.temporary_password).toBe('x')
  })

  test('a refused row keeps its reason and does not stop the others', async () => {
    const taken = new Problem(409, 'username_taken', '')
    const { running, kept } = bench([taken, new Unusable('no such building'), { state: 'done' }])
    await run([row(2), row(3), row(4)], running)
    expect(kept.map(({ state, reason }) => [state, reason])).toEqual([
      ['refused', 'username_taken'],
      ['refused', 'Error: no such building'],
      ['done', undefined],
    ])
  })

  test('too many requests wait as long as the API says, with the same key', async () => {
    const { running, sent, waited, kept } = bench([
      new Problem(429, 'too_many', '', [], 7),
      { state: 'done' },
    ])
    await run([row(2)], running)
    expect(sent).toEqual(['key-2', 'key-2'])
    expect(waited).toEqual([7])
    expect(kept[0]?.state).toBe('done')
  })

  test.each([0, 401])(
    'without connection or session (%d) it stops, and the row still waits',
    async (status) => {
      const { running, kept } = bench([new Problem(status, 'x', '')])
      await expect(run([row(2), row(3)], running)).rejects.toThrow('x')
      expect(kept).toEqual([])
    },
  )

  test('the server’s own trouble is tried six times', async () => {
    const { running, sent } = bench(Array.from({ length: 9 }, () => new Problem(500, 'x', '')))
    await expect(run([row(2)], running)).rejects.toThrow('x')
    expect(sent).toHaveLength(6)
  })

  test('paused, it sends no further row', async () => {
    const { running, control, sent } = bench([{ state: 'done' }, { state: 'done' }])
    const pausing = { ...running, keep: async () => control.abort() }
    await run([row(2), row(3)], pausing)
    expect(sent).toEqual(['key-2'])
  })
})
