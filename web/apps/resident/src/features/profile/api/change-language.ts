/** Show everything in another language. */
import { changeLanguage } from '@steward/ui'
import { useMutation } from '@tanstack/react-query'

export function useChangeLanguage() {
  return useMutation({ mutationFn: changeLanguage })
}
