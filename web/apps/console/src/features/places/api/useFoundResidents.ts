import { api, data, type Schemas } from '@steward/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSettled } from '../../../shared/useSettled'

type Resident = Schemas['ResidentOut']
const SHOWN = 20

/** Some residents to choose from: those found by what is typed, the newest while nothing is, and who is chosen already. */
export function useFoundResidents(typed: string, chosen: string | undefined) {
  const words = useSettled(typed.trim())
  const found = useQuery({
    queryKey: ['residents', 'found', words],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/residents', { params: { query: { q: words || undefined, limit: SHOWN } }, signal })),
    placeholderData: keepPreviousData,
  })
  const some = found.data?.items ?? []
  const one = useQuery({
    queryKey: ['residents', 'one', chosen],
    queryFn: ({ signal }) =>
      data(
        api.GET('/v1/residents/{resident_id}', { params: { path: { resident_id: chosen ?? '' } }, signal }),
      ),
    enabled: !!chosen && !found.isPending && !some.some(({ id }) => id === chosen),
  })
  const others: Resident[] = one.data ? some.filter(({ id }) => id !== one.data.id) : some
  return { residents: one.data ? [one.data, ...others] : others, asked: found }
}
