import { api, data, type Schemas } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

export type Row = Schemas['DepartmentRowOut']
export type Counts = Schemas['CountsOut']

/** How many orders stand in each department that the person may see. */
export function useDepartmentsBoard() {
  return useQuery({
    queryKey: ['departments-board'],
    queryFn: ({ signal }) => data(api.GET('/v1/boards/departments', { signal })),
    ...live('orders'),
  })
}
