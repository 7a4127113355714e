import { api, data } from '@steward/api'
import { changeLanguage, type Language } from '@steward/ui'
import { useMutation } from '@tanstack/react-query'

/** Shows this app in the language at once, and has the person's messages written in it from now on. */
export function useChangeLanguage() {
  return useMutation({
    mutationFn: async (language: Language) => {
      await changeLanguage(language)
      return data(api.PATCH('/v1/me', { body: { language } }))
    },
  })
}
