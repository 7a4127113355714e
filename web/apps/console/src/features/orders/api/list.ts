import { api, data } from '@steward/api'
import type { Order } from '../../../shared/orders/order'
import type { FetchPage } from '../../../shared/table/walk'

/** What the list of orders can be narrowed to, as it stands in the address. */
export const FILTERS = [
  'status',
  'department',
  'community',
  'category',
  'assignee',
  'unit',
  'late',
  'q',
  'from',
  'to',
] as const
export type Filter = (typeof FILTERS)[number]

/** One page of orders, newest first, narrowed to what the address says. */
export function listing(search: URLSearchParams): FetchPage<Order> {
  const wishes = Object.fromEntries(
    FILTERS.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])),
  )
  return ({ signal, ...page }) =>
    data(api.GET('/v1/work-orders', { params: { query: { ...wishes, ...page } }, signal }))
}
