/** Remember the language in which this person is written to. */
import { api, data } from '@steward/api'
import { changeLanguage, type Language } from '@steward/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'

export function useChangeLanguage() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (language: Language) => {
      // The page changes at once; whether notices follow is what the API says.
      await changeLanguage(language)
      return data(api.PATCH('/v1/me', { body: { language } }))
    },
    onSuccess: () => void client.invalidateQueries(),
  })
}
