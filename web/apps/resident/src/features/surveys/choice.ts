/** What a resident has chosen so far, and the answer that comes of it. */
import type { Schemas } from '@steward/api'

export type Survey = Schemas['SurveyOut']
export type Outcome = Schemas['AnswerOut']['outcome']

export const SCORES = [1, 2, 3, 4, 5] as const
export const OUTCOMES = ['fixed', 'half_fixed', 'not_fixed'] as const

export interface Choice {
  /** Null until one is chosen. */
  score: number | null
  outcome: Outcome
  /** By the code of the question; one need not answer each. */
  scores: Record<string, number>
  /** Codes of the template's tags, or the app's own words where it has none. */
  tags: string[]
  text: string
}

/** The score that an answer has as long as nobody chose one: who writes «not fixed» need not think of a number. */
const SCORE_OF = { fixed: null, half_fixed: 3, not_fixed: 1 } as const

/** What a link has chosen already: `?score=4` or `?outcome=not_fixed`. Anything else chooses nothing. */
export function chosenBy(search: string): Choice {
  const asked = new URLSearchParams(search)
  const outcome = OUTCOMES.find((one) => one === asked.get('outcome')) ?? 'fixed'
  const score = SCORES.find((one) => String(one) === asked.get('score')) ?? SCORE_OF[outcome]
  return { score, outcome, scores: {}, tags: [], text: '' }
}

/** Another outcome; a score that merely went with the one before goes with it. */
export function withOutcome(choice: Choice, outcome: Outcome): Choice {
  const isOwn = choice.score !== SCORE_OF[choice.outcome]
  return { ...choice, outcome, score: isOwn ? choice.score : SCORE_OF[outcome] }
}

/** What is sent; null as long as there is no score. */
export function answerOf({ score, outcome, scores, tags, text }: Choice): Schemas['AnswerIn'] | null {
  if (score === null) return null
  return { score, outcome, not_fixed: outcome !== 'fixed', scores, tags, text: text.trim() || null }
}
