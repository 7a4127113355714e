/** What of a timeline is conversation. */
import type { Entry } from './api/timeline'

/** Whether somebody says something, rather than that something happened. */
export function isWords(entry: Entry): boolean {
  return Boolean(entry.text) && ['commented', 'directed', 'nudged'].includes(entry.kind)
}
