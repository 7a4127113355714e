import { expect, test } from 'vitest'
import { changesOf } from './changes'

test('a change says from what to what, and nothing of what the trail leaves out', () => {
  const data = {
    name: { from: 'Repairs', to: 'Engineering' },
    phone: {},
    parent_id: { from: null, to: 'dp_1' },
    reason: 'Posted twice',
  }
  expect(changesOf(data)).toEqual([
    { path: ['name'], from: 'Repairs', to: 'Engineering', isHidden: false },
    { path: ['phone'], isHidden: true },
    { path: ['parent_id'], from: null, to: 'dp_1', isHidden: false },
    { path: ['reason'], to: 'Posted twice', isHidden: false },
  ])
})

test('of a group only what differs is told', () => {
  const policies = { gate: { threshold: 0, grace_days: 0 }, accuracy_limit_m: 100 }
  const to = { ...policies, gate: { threshold: 0, grace_days: 5 } }
  expect(changesOf({ policies: { from: policies, to } })).toEqual([
    { path: ['policies', 'gate', 'grace_days'], from: 0, to: 5, isHidden: false },
  ])
})
