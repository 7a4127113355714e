import { api, data, everyRow } from '@steward/api'
import { queryOptions } from '@tanstack/react-query'

/** Everybody who can be drawn into an order. */
export const members = queryOptions({
  queryKey: ['members'],
  queryFn: async ({ signal }) => {
    const all = await everyRow((query) => data(api.GET('/v1/members', { params: { query }, signal })))
    return all.filter((one) => one.is_active)
  },
  staleTime: 600_000,
})
