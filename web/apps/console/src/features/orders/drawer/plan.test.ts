import type { Schemas } from '@steward/api'
import { expect, test } from 'vitest'
import type { Order } from '../../../shared/orders/order'
import { bodyOf, mayPlan, standOf, valuesOf } from './plan'

const ZONE = 'Asia/Shanghai'
const OPEN = { name: 'Pump in', due_at: '2026-11-30T09:00:00Z', done_at: null }
const DONE = { name: 'Pump out', due_at: '2026-11-28T09:00:00Z', done_at: '2026-11-28T08:00:00Z' }

test('what is reached cannot be changed, and stays in the plan behind the rest', () => {
  const values = valuesOf([DONE, OPEN], ZONE)
  expect(values.milestones).toEqual([{ name: 'Pump in', due_at: '2026-11-30T17:00' }])
  const body = bodyOf({ milestones: [...values.milestones, { name: ' Tested ' }] }, [DONE, OPEN], ZONE)
  expect(body.milestones.map(({ name }) => name)).toEqual(['Pump in', 'Pump out'])
  expect(body.milestones[0]?.due_at).toBe('2026-11-30T09:00:00.000Z')
})

test('a milestone stands where its clock stands', () => {
  const clock = (state: string) => ({ state }) as Schemas['DeadlineOut']
  const before = Date.parse('2026-11-29T00:00:00Z')
  expect(standOf(OPEN, clock('running'), before)).toBe('open')
  expect(standOf(OPEN, clock('paused'), before)).toBe('still')
  expect(standOf(OPEN, clock('breached'), before)).toBe('missed')
  expect(standOf(OPEN, undefined, Date.parse('2026-12-01T00:00:00Z'))).toBe('missed')
  expect(standOf(DONE, clock('met'), before)).toBe('done')
  expect(standOf(DONE, clock('breached'), before)).toBe('late')
})

test('whoever has the order plans it, and those who manage', () => {
  const order = { status: 'accepted', assignee_id: 'mb_a' } as Order
  const technician = (right: string) => right === 'work_order.plan'
  expect(mayPlan(order, 'mb_a', technician)).toBe(true)
  expect(mayPlan(order, 'mb_b', technician)).toBe(false)
  expect(mayPlan(order, 'mb_b', () => true)).toBe(true)
  expect(mayPlan({ ...order, status: 'closed' }, 'mb_a', () => true)).toBe(false)
})
