/** Answer a survey, once: an answer that arrived although nothing came back is told by `already_answered`. */
import { api, data, type Schemas } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'

export type Answer = Schemas['AnswerIn']

export function useAnswer(token: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Answer) =>
      data(api.POST('/v1/surveys/{token}', { params: { path: { token } }, body })),
    onSettled: () => {
      for (const name of ['survey', 'order', 'orders']) void client.invalidateQueries({ queryKey: [name] })
    },
  })
}
