/** What of a timeline is conversation. */
import type { Entry } from './api/timeline'

/** Whether somebody says something, rather than that something happened. */
export function isWords(entry: Entry): boolean {
  return Boolean(entry.text) && ['commented', 'directed', 'nudged'].includes(entry.kind)
}

/** Whether it came by a rule: then whoever set it off did not mean it. */
export function isNobodys(entry: Entry): boolean {
  return entry.actor.kind === 'system' || entry.kind === 'suspended'
}
