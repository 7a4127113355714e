import { api, data } from '@steward/api'
import { queryOptions } from '@tanstack/react-query'

/** Everybody who can be drawn into an order. */
export const members = queryOptions({
  queryKey: ['members'],
  queryFn: async ({ signal }) => {
    const page = await data(api.GET('/v1/members', { params: { query: { limit: 200 } }, signal }))
    return page.items.filter((one) => one.is_active)
  },
  staleTime: 600_000,
})
