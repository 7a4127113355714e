/** Departments, members, categories and communities by name: orders carry ids. Few and slow to change, so all are kept. */
import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import { type FetchPage, walk } from '../table/walk'

const FRESH_MS = 5 * 60_000

function useAll<Row>(name: string, fetchPage: FetchPage<Row>): Row[] {
  const { data: rows } = useQuery({
    queryKey: ['names', name],
    queryFn: ({ signal }) => walk(fetchPage, () => {}, signal),
    staleTime: FRESH_MS,
  })
  return rows ?? NONE
}

const NONE: never[] = []

export function useDepartments(): Schemas['DepartmentOut'][] {
  return useAll('departments', ({ signal, ...query }) =>
    data(api.GET('/v1/departments', { params: { query }, signal })),
  )
}

export function useMembers(): Schemas['MemberOut'][] {
  return useAll('members', ({ signal, ...query }) =>
    data(api.GET('/v1/members', { params: { query }, signal })),
  )
}

/** Those who can be given an order: active technicians, one's own and contractors. */
export function useTechnicians(): Schemas['MemberOut'][] {
  return useMembers().filter(
    (one) => one.is_active && one.roles.some((role) => role === 'technician' || role === 'contractor'),
  )
}

export function useCategories(): Schemas['CategoryOut'][] {
  return useAll('categories', ({ signal, ...query }) =>
    data(api.GET('/v1/categories', { params: { query }, signal })),
  )
}

export function useCommunities(): Schemas['CommunityOut'][] {
  return useAll('communities', ({ signal, ...query }) =>
    data(api.GET('/v1/communities', { params: { query }, signal })),
  )
}

export function useBuildings(): Schemas['BuildingOut'][] {
  return useAll('buildings', ({ signal, ...query }) =>
    data(api.GET('/v1/buildings', { params: { query }, signal })),
  )
}

export type Namer = (id: string | null | undefined) => string

/** Functions that name what an id stands for; empty until it is known. */
export function useNames(): Record<'department' | 'member' | 'category' | 'community', Namer> {
  return {
    department: naming(useDepartments()),
    member: naming(useMembers()),
    category: naming(useCategories().map(({ code, name }) => ({ id: code, name }))),
    community: naming(useCommunities()),
  }
}

function naming(rows: { id: string; name: string }[]): Namer {
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => (id && names.get(id)) || ''
}
