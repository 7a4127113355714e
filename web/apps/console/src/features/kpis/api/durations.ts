import { api, data, type Schemas } from '@steward/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Asked, LOOK_EVERY_MS } from './stats'

export type Durations = Schemas['DurationsRowOut']
/** Communities are not told apart by how long their orders stood. */
export type Holder = Schemas['DurationsOut']['group_by']

/** How long orders stood in each state, and how much of it was waiting. */
export function useDurations(by: Holder, { from, to }: Pick<Asked, 'from' | 'to'>) {
  return useQuery({
    queryKey: ['stats', 'durations', by, from, to],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/stats/durations', { params: { query: { group_by: by, from, to } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  })
}
