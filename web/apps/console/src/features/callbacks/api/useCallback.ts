import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

/** One call. Whom to call is told to whoever has claimed it. */
export function useCallback(id: string) {
  return useQuery({
    queryKey: ['callback', id],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/callbacks/{callback_id}', { params: { path: { callback_id: id } }, signal })),
  })
}
