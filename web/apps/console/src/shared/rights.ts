/** What the signed-in person may do: the API's permissions, and one more that pages ask about. */
import { type Me, useMe } from '@steward/ui'

/** Roles that see every order where they are given; others see no more of the orders than their own. */
const OVERSEERS = ['tenant_admin', 'manager', 'dispatcher', 'front_desk', 'billing_clerk', 'assessor']

/** A permission of the API such as `work_order.assign`, or `orders.oversee`. */
export type Right = string

export function rightsOf(me: Me): Set<Right> {
  const rights = new Set<Right>(me.permissions)
  if (me.roles.some((role) => OVERSEERS.includes(role))) rights.add('orders.oversee')
  return rights
}

/** Answers whether the signed-in person has a right. */
export function useCan(): (right: Right) => boolean {
  const me = useMe()
  const rights = me.data ? rightsOf(me.data) : new Set<Right>()
  return (right) => rights.has(right)
}
