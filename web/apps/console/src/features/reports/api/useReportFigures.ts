import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import { LOOK_EVERY_MS } from '../../kpis/api/stats'

/** The figures of a report as of today: those that the person may see. */
export function useReportFigures(id: string, version: number) {
  return useQuery({
    queryKey: ['stats', 'report', id, version],
    queryFn: ({ signal }) =>
      data(api.GET('/v1/reports/{report_id}/figures', { params: { path: { report_id: id } }, signal })),
    refetchInterval: LOOK_EVERY_MS,
  })
}
