/** Set another password. */
import { session } from '@steward/api'
import { useMutation } from '@tanstack/react-query'

export function useChangePassword() {
  return useMutation({
    mutationFn: ({ before, after }: { before: string; after: string }) =>
      session.changePassword(before, after),
  })
}
