import type { Schemas } from '@steward/api'
import { expect, test } from 'vitest'
import type { Order } from '../../../shared/orders/order'
import { choices, reclassification } from './reclassification'

const order = {
  kind: 'repair',
  category: 'leak',
  department_id: 'dp_water',
  community_id: 'cm_1',
  status: 'suspended',
} as Order
const category = (fields: object) =>
  ({
    code: 'power',
    kind: 'repair',
    active: true,
    department_id: 'dp_power',
    departments: {},
    priority: 'normal',
    gate: 'notify',
    sla: {
      respond: 'PT30M',
      arrive: 'PT2H',
      complete: 'P1D',
      progress: null,
      hours: 'working',
      by_priority: { urgent: { respond: 'PT5M', arrive: null, complete: null, progress: null } },
    },
    ...fields,
  }) as unknown as Schemas['CategoryOut']

test('an order becomes of an active category of its own kind, and a task of any', () => {
  const all = [
    category({}),
    category({ code: 'leak' }),
    category({ active: false }),
    category({ kind: 'complaint' }),
  ]
  expect(choices(order, all)).toEqual([all[0]])
  expect(choices({ ...order, kind: 'task' }, all)).toEqual([all[0], all[3]])
})

test('the community’s own department gets it, and who had it has it no more', () => {
  expect(reclassification(order, category({}))).toMatchObject({ departmentId: 'dp_power', isRequeued: true })
  const near = category({ departments: { cm_1: 'dp_water' } })
  expect(reclassification(order, near)).toMatchObject({ departmentId: 'dp_water', isRequeued: false })
})

test('an emergency is urgent, counted around the clock, by its own times where it has some', () => {
  const after = reclassification(order, category({ emergency: true }))
  expect(after).toMatchObject({ priority: 'urgent', hours: 'always' })
  expect(after.promises).toMatchObject({ respond: 'PT5M', arrive: 'PT2H' })
})

test('what was held goes on unless the new category is held back too', () => {
  expect(reclassification(order, category({})).isReleased).toBe(true)
  expect(reclassification(order, category({ gate: 'blocked' })).isReleased).toBe(false)
  expect(reclassification({ ...order, status: 'open' }, category({})).isReleased).toBe(false)
})
