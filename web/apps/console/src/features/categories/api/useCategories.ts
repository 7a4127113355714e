import { api, data, type Schemas } from '@steward/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Category = Schemas['CategoryOut']

/** One page of them. */
export function listCategories(): FetchPage<Category> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/categories', { params: { query: { cursor, limit } }, signal }))
}

function categoriesQuery() {
  return queryOptions({ queryKey: ['categories'], queryFn: whole(listCategories()) })
}

/** All categories by code, those out of use too. */
export function useCategories() {
  return useQuery(categoriesQuery())
}
