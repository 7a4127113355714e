import { api, data, type Schemas } from '@steward/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Department = Schemas['DepartmentOut']

/** One page of them. */
function listDepartments(): FetchPage<Department> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/departments', { params: { query: { cursor, limit } }, signal }))
}

function departmentsQuery() {
  return queryOptions({ queryKey: ['departments'], queryFn: whole(listDepartments()) })
}

/** All departments, in the order they were made. */
export function useDepartments() {
  return useQuery(departmentsQuery())
}
