import type { Progress } from './api/useNotice'

/** How many messages of a notice have left, or never will, of all that there are so far. */
export function leaving({ channels }: Pick<NonNullable<Progress['told']>, 'channels'>) {
  const all = Object.values(channels)
  const left = all.reduce((sum, { sent, delivered, failed }) => sum + sent + delivered + failed, 0)
  return { left, all: left + all.reduce((sum, { pending }) => sum + pending, 0) }
}
