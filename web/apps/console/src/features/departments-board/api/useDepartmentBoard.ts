import { api, data } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

/** How many orders stand in one department, by member and state. */
export function useDepartmentBoard(id: string) {
  return useQuery({
    queryKey: ['departments-board', id],
    queryFn: ({ signal }) =>
      data(
        api.GET('/v1/boards/departments/{department_id}', {
          params: { path: { department_id: id } },
          signal,
        }),
      ),
    ...live('orders'),
  })
}
