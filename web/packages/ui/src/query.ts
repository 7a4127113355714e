/** How the apps ask and ask again: what passes is asked again, what was refused is not. */
import { Problem } from '@steward/api'
import { QueryClient } from '@tanstack/react-query'

const TRIES = 3

export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // Without network a query fails at once and says so, rather than waiting silently.
        networkMode: 'always',
        retry: (failures, failure) =>
          failures < TRIES && failure instanceof Problem && failure.isPassing && failure.status !== 0,
        retryDelay: (failures, failure) =>
          (failure instanceof Problem && failure.retryAfter ? failure.retryAfter : 2 ** failures) * 1000,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
