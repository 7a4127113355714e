/** What exists already, in the fewest requests: of places, residents and orders one is as good as all. */
import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import { useCategories } from '../../categories/api/useCategories'
import { useDepartments } from '../../people/api/useDepartments'
import { useMembers } from '../../people/api/useMembers'
import { doneSteps, type StepName } from '../steps'

const ONE = { params: { query: { limit: 1 } } }

export interface Progress {
  /** Undefined while it is not known. */
  done: Set<StepName> | undefined
  failure: unknown
  refetch: () => void
}

export function useFacts(): Progress {
  const departments = useDepartments()
  const members = useMembers()
  const categories = useCategories()
  const buildings = useQuery({
    queryKey: ['buildings', 'any'],
    queryFn: async () => (await data(api.GET('/v1/buildings', ONE))).items.length > 0,
  })
  const units = useQuery({
    queryKey: ['units', 'any'],
    queryFn: async () => (await data(api.GET('/v1/units', ONE))).items.length > 0,
  })
  const residents = useQuery({
    queryKey: ['residents', 'any'],
    queryFn: async () => (await data(api.GET('/v1/residents', ONE))).items.length > 0,
  })
  const orders = useQuery({
    queryKey: ['orders', 'any'],
    queryFn: async () => (await data(api.GET('/v1/work-orders', ONE))).items.length > 0,
  })
  const asked = [departments, members, categories, buildings, units, residents, orders]
  const done =
    departments.data && members.data && categories.data && asked.every((one) => one.data !== undefined)
      ? doneSteps({
          departments: departments.data,
          members: members.data,
          categories: categories.data,
          hasBuilding: buildings.data ?? false,
          hasUnit: units.data ?? false,
          hasResident: residents.data ?? false,
          hasOrder: orders.data ?? false,
        })
      : undefined
  return {
    done,
    failure: asked.find((one) => one.isError)?.error ?? null,
    refetch: () => {
      for (const one of asked) if (one.isError) void one.refetch()
    },
  }
}
