import { api, data } from '@steward/api'
import { queryOptions } from '@tanstack/react-query'

export const categories = queryOptions({
  queryKey: ['categories'],
  queryFn: async ({ signal }) =>
    (await data(api.GET('/v1/categories', { params: { query: { limit: 200 } }, signal }))).items,
  staleTime: 600_000,
})
