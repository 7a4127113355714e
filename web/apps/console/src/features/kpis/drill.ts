/** From a number to the orders behind it: the table of orders, narrowed to the same group and days. */
import { changed } from '../../shared/address'
import type { Dimension, Figures, Window } from './api/stats'

const FILTER: Record<Dimension, string> = {
  member: 'assignee',
  department: 'department',
  category: 'category',
  community: 'community',
}

export function ordersBehind(
  row: Figures,
  { by, from, to }: Window,
  more: Record<string, string> = {},
): string {
  return `/orders?${changed(new URLSearchParams(), { [FILTER[by]]: row.key, from, to, ...more })}`
}
