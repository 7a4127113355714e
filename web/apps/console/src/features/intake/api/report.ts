import { api, data, type Schemas } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'

/** Reports an order. `key` was made when the person decided to: sent again it is the same order. */
export function useReport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: Schemas['ReportIn'] }) =>
      data(api.POST('/v1/work-orders', { params: { header: { 'Idempotency-Key': key } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['orders'] }),
  })
}
