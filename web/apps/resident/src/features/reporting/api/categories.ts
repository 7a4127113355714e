/** What can be reported. */
import { api, data, everyRow, type Schemas } from '@steward/api'
import { language } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

export type Category = Schemas['CategoryOut']

const STALE_MS = 10 * 60_000

/** The categories that take reports of residents, what is common first and what is urgent last. */
export function useCategories() {
  return useQuery({
    queryKey: ['categories', language()],
    queryFn: () => everyRow((query) => data(api.GET('/v1/categories', { params: { query } }))),
    staleTime: STALE_MS,
    select: reportable,
  })
}

export function reportable(categories: Category[]): Category[] {
  const rank = (one: Category) => (one.emergency ? 2 : one.kind === 'repair' ? 0 : 1)
  return categories
    .filter((one) => one.active && one.kind !== 'task')
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}
