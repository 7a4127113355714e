import { api, data, idempotencyKey } from '@steward/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** What providers found against a person's addresses: nothing is sent there until somebody has seen to it. */
export function useFaults(person: string) {
  return useQuery({
    queryKey: ['faults', person],
    queryFn: async ({ signal }) => {
      const params = { path: { person_id: person } }
      return (await data(api.GET('/v1/people/{person_id}/addresses', { params, signal }))).faults
    },
    // A group chat has no addresses of its own.
    enabled: !person.startsWith('ch_'),
  })
}

/** Says that an address has been seen to. */
export function useMend(person: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (channel: 'email' | 'sms') =>
      data(
        api.POST('/v1/people/{person_id}/addresses/mended', {
          params: { path: { person_id: person }, header: { 'Idempotency-Key': idempotencyKey() } },
          body: { channel },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['faults', person] }),
  })
}
