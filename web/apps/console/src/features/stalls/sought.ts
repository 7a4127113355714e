/** What the address narrows the stalls to. What it says and the API would refuse is left out. */
import { ACTIVE } from '../../shared/orders/order'
import type { Sought, Stall } from './api/listStalls'

/** For how long an order has not moved, to choose from. */
export const AGES = ['PT1H', 'PT4H', 'P1D', 'P3D', 'P7D'] as const

/** States in which the company has the order: what is done waits for the resident, and is no stall. */
export const STATES = ACTIVE as Stall['state'][]

export function soughtIn(search: URLSearchParams): Sought {
  const states = (search.get('state') ?? '').split(',')
  const state = STATES.filter((one) => states.includes(one))
  return {
    department: search.get('department') ?? undefined,
    member: search.get('member') ?? undefined,
    state: state.length > 0 ? state : undefined,
    older_than: AGES.find((one) => one === search.get('older')),
  }
}
