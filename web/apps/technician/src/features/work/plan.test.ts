import type { Schemas } from '@steward/api'
import type { Item } from '@steward/offline'
import { expect, test } from 'vitest'
import { openMilestones, workingTimeLeft } from './plan'

const DAY = '2026-11-24T09:00:00Z'
const milestone = (name: string, done_at: string | null = null) => ({ name, due_at: DAY, done_at })
const order = { id: 'wo_1', milestones: [milestone('out', DAY), milestone('in'), milestone('tested')] }
const report = (state: Item['state'], name: string, order_id = 'wo_1') =>
  ({ order_id, kind: 'progress', state, body: { text: 'x', percent: null, milestone: name } }) as Item

test('what was reached, or waits to be sent as reached, is not asked about again', () => {
  expect(openMilestones(order, []).map(({ name }) => name)).toEqual(['in', 'tested'])
  const items = [report('waiting', 'in'), report('waiting', 'tested', 'wo_2'), report('refused', 'tested')]
  expect(openMilestones(order, items).map(({ name }) => name)).toEqual(['tested'])
})

const NOW = Date.parse('2026-11-23T18:00:00Z')
const clock = (fields: Partial<Schemas['DeadlineOut']>) =>
  ({
    kind: 'complete',
    state: 'running',
    due_at: DAY,
    remaining_s: 3600,
    ...fields,
  }) as Schemas['DeadlineOut']

test('working time is told where fewer hours count than pass', () => {
  expect(workingTimeLeft(clock({}), NOW)).toBe(3_600_000)
  expect(workingTimeLeft(clock({ remaining_s: 15 * 3600 }), NOW)).toBeNull()
  expect(workingTimeLeft(clock({ state: 'paused' }), NOW)).toBeNull()
  expect(workingTimeLeft(clock({ due_at: null }), NOW)).toBeNull()
  expect(workingTimeLeft(clock({ remaining_s: -60 }), NOW)).toBeNull()
})
