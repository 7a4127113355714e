import { expect, test } from 'vitest'
import type { Order } from '../../../shared/orders/order'
import { offered } from './offered'

const order = (status: Order['status'], reporter = 'mb_other') =>
  ({ status, reporter: { id: reporter, kind: 'member', name: '' } }) as Order
const names = (of: Order, rights: string[]) =>
  offered(of, 'mb_me', (right) => rights.includes(right)).map((one) => one.name)

test('a dispatcher assigns what is not held', () => {
  const rights = ['work_order.assign', 'work_order.take_part']
  expect(names(order('open'), rights)).toEqual(['assign', 'nudge', 'reclassify', 'add_collaborator'])
  expect(names(order('suspended'), rights)).not.toContain('assign')
  expect(names(order('completed'), rights)).not.toContain('assign')
})

test('the front desk calls off what it reported itself; a manager what anybody did', () => {
  const desk = ['work_order.cancel', 'work_order.rework']
  expect(names(order('open', 'mb_other'), desk)).toEqual([])
  expect(names(order('open', 'mb_me'), desk)).toEqual(['cancel'])
  expect(names(order('closed', 'mb_other'), [...desk, 'work_order.direct'])).toContain('rework')
})

test('a billing clerk waives a hold and nothing else', () => {
  expect(names(order('suspended'), ['work_order.waive_hold'])).toEqual(['waive_hold'])
  expect(names(order('open'), ['work_order.waive_hold'])).toEqual([])
})
