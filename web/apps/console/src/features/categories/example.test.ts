import { describe, expect, test } from 'vitest'
import { example } from './example'

const MINUTE = 60
const NONE = { respond: null, arrive: null, complete: null }
const LADDER = [
  { after: -10 * MINUTE, notify: ['assignee'] },
  { after: 0, notify: ['assignee', 'head'] },
  { after: 15 * MINUTE, notify: ['assessment'] },
]

describe('example', () => {
  test('reminds, breaches and escalates in the order of the moments', () => {
    const [lane] = example({ ...NONE, respond: 30 * MINUTE }, LADDER)
    expect(lane?.deadline).toBe('respond')
    expect(lane?.moments.map(({ at, kind, notify }) => [at / MINUTE, kind, notify])).toEqual([
      [0, 'reported', []],
      [20, 'reminder', ['assignee']],
      [30, 'breach', ['assignee', 'head']],
      [45, 'escalation', ['assessment']],
    ])
  })

  test('has one lane for each deadline there is', () => {
    const lanes = example({ respond: MINUTE, arrive: null, complete: 3 * MINUTE }, LADDER)
    expect(lanes.map((lane) => lane.deadline)).toEqual(['respond', 'complete'])
    expect(example(NONE, LADDER)).toEqual([])
  })

  test('tells assessment at the breach when no step from there on does', () => {
    const [lane] = example({ ...NONE, arrive: MINUTE }, [{ after: 0, notify: ['head'] }])
    expect(lane?.moments[1]).toEqual({
      at: MINUTE,
      kind: 'breach',
      notify: ['head', 'assessment'],
      isAdded: true,
    })
  })

  test('a reminder to assessment does not count as telling it of the breach', () => {
    const [lane] = example({ ...NONE, arrive: MINUTE }, [{ after: -30, notify: ['assessment'] }])
    expect(lane?.moments[2]).toMatchObject({ kind: 'breach', notify: ['assessment'], isAdded: true })
  })

  test('a reminder earlier than the report is sent with it', () => {
    const [lane] = example({ ...NONE, respond: 5 * MINUTE }, LADDER)
    expect(lane?.moments.slice(0, 2).map(({ at, kind }) => [at, kind])).toEqual([
      [0, 'reported'],
      [0, 'reminder'],
    ])
  })

  test('the order of the given steps does not matter', () => {
    const promised = { ...NONE, complete: 60 * MINUTE }
    expect(example(promised, [...LADDER].reverse())).toEqual(example(promised, LADDER))
  })
})
