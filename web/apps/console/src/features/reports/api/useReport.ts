import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

/** What a report is made of. */
export function useReport(id: string) {
  return useQuery({
    queryKey: ['reports', id],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/reports/{report_id}', { params: { path: { report_id: id } }, signal })),
  })
}
