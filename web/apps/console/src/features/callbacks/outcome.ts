/** What came of a call, as the form holds it, and as the API takes it. */
import type { Schemas } from '@steward/api'

export const OUTCOMES = ['fixed', 'half_fixed', 'not_fixed', 'unreachable'] as const

export interface OutcomeValues {
  outcome: (typeof OUTCOMES)[number]
  score?: number
  text?: string
}

/** Nobody who was not reached gives a score. */
export function bodyOf({ outcome, score, text }: OutcomeValues): Schemas['OutcomeIn'] {
  return {
    outcome,
    score: outcome === 'unreachable' ? null : score || null,
    text: text?.trim() || null,
  }
}
