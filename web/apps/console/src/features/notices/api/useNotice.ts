import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

export type Progress = Schemas['ProgressOut']

/** While its people are looked at, or messages leave. */
const SOON_MS = 2_000

/** A notice and how far it is, looked at again while that changes. */
export function useNotice(id: string) {
  return useQuery({
    queryKey: ['notices', id],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/notices/{notice_id}', { params: { path: { notice_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? SOON_MS : false),
  })
}

function isMoving({ foreseen, told }: Progress): boolean {
  if (!told) return foreseen?.is_complete === false
  const settled = told.reached + told.failed + told.inside + told.waiting
  const isLeaving = Object.values(told.channels).some(({ pending }) => pending > 0)
  return !told.is_complete || isLeaving || settled < told.people
}
