/** What a survey's link asks about. Public: the link is the key. */
import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

export function useSurvey(token: string) {
  return useQuery({
    queryKey: ['survey', token],
    queryFn: () => data(api.GET('/v1/surveys/{token}', { params: { path: { token } } })),
  })
}
