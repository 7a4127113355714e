import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

export type Progress = Schemas['ProgressOut']

/** While its people are looked at, or told. */
const SOON_MS = 2_000
/** While messages leave: to many people that takes an hour. */
const LATER_MS = 5_000

/** A notice and how far it is, looked at again while that changes. */
export function useNotice(id: string) {
  return useQuery({
    queryKey: ['notices', id],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/notices/{notice_id}', { params: { path: { notice_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data ? pauseOf(state.data) : false),
  })
}

/** Milliseconds until it is looked at again; false when nothing changes any more. */
export function pauseOf(notice: Progress): number | false {
  if (!isMoving(notice)) return false
  return notice.told?.is_complete ? LATER_MS : SOON_MS
}

function isMoving({ foreseen, told }: Progress): boolean {
  if (!told) return foreseen?.is_complete === false
  const settled = told.reached + told.failed + told.inside + told.waiting
  const isLeaving = Object.values(told.channels).some(({ pending }) => pending > 0)
  return !told.is_complete || isLeaving || settled < told.people
}
