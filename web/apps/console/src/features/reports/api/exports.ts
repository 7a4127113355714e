import { api, data, type Schemas } from '@steward/api'
import { useInfiniteQuery } from '@tanstack/react-query'

export type Export = Schemas['ExportOut']

const PAGE = 50
/** While one is made. */
const SOON_MS = 2_000
/** A link is good for fifteen minutes. */
const LINK_MS = 10 * 60_000

export function isOpen({ status }: Export): boolean {
  return status === 'queued' || status === 'running'
}

/** The person's own exports, newest first, looked at again while one is made and before links run out. */
export function useExports() {
  return useInfiniteQuery({
    queryKey: ['exports'],
    queryFn: ({ pageParam, signal }) =>
      data(api.GET('/v1/exports', { params: { query: { cursor: pageParam, limit: PAGE } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isOpen)) ? SOON_MS : LINK_MS,
  })
}
