import { api, data, type Schemas } from '@steward/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

export type Figures = Schemas['FiguresOut']
export const DIMENSIONS = ['department', 'member', 'category', 'community'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export interface Window {
  by: Dimension
  /** Days in the company's zone, both included, such as `2026-11-30`. */
  from: string
  to: string
}

const LOOK_EVERY_MS = 60_000

/** The figures of a window, current to the second when asked for. */
export function useStats({ by, from, to }: Window) {
  return useQuery({
    queryKey: ['stats', by, from, to],
    queryFn: () => data(api.GET('/v1/stats/work-orders', { params: { query: { group_by: by, from, to } } })),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  })
}
