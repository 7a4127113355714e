import { api, data, everyRow } from '@steward/api'
import { queryOptions } from '@tanstack/react-query'

export const categories = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) =>
    everyRow((query) => data(api.GET('/v1/categories', { params: { query }, signal }))),
  staleTime: 600_000,
})
