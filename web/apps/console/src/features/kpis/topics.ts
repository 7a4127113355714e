/** What the page can be asked about: for each topic what is drawn, and what stands in the table. */
import type { Measure } from './api/stats'

interface Shown {
  /** Of one unit, since they share an axis. */
  drawn: Measure[]
  listed: Measure[]
}

export const TOPICS = {
  completion: {
    drawn: ['completion_rate'],
    listed: ['completion_rate', 'due', 'due_completed', 'completed', 'reported'],
  },
  timeliness: {
    drawn: ['respond_rate', 'arrive_rate', 'complete_rate', 'progress_rate'],
    listed: [
      ...(['respond_rate', 'respond_met', 'respond_breached'] as const),
      ...(['arrive_rate', 'arrive_met', 'arrive_breached'] as const),
      ...(['complete_rate', 'complete_met', 'complete_breached'] as const),
      ...(['progress_rate', 'progress_met', 'progress_breached'] as const),
    ],
  },
  excellence: { drawn: ['excellence_rate'], listed: ['excellence_rate', 'excellent', 'rated'] },
  satisfaction: {
    drawn: ['satisfaction_rate'],
    listed: [
      ...(['satisfaction_rate', 'satisfied', 'rated', 'score_average'] as const),
      ...(['score_5', 'score_4', 'score_3', 'score_2', 'score_1'] as const),
    ],
  },
  first_time_fix: {
    drawn: ['first_time_fix_rate'],
    listed: ['first_time_fix_rate', 'fixed_first_time', 'first_completed'],
  },
  rework: { drawn: ['rework_rate'], listed: ['rework_rate', 'reworked', 'completed'] },
  answers: { drawn: ['response_rate'], listed: ['response_rate', 'answered', 'answered_by_call', 'invited'] },
  outcomes: {
    drawn: ['outcome_fixed', 'outcome_half_fixed', 'outcome_not_fixed'],
    listed: ['outcome_fixed', 'outcome_half_fixed', 'outcome_not_fixed', 'resolution_breached'],
  },
  response: percentiles('response'),
  arrival: percentiles('arrival'),
  duration: percentiles('completion'),
  demand: { drawn: ['reported'], listed: ['reported', 'reported_share', 'reported_trend'] },
  work: { drawn: ['minutes_average'], listed: ['minutes_average', 'minutes', 'timed', 'parts'] },
} satisfies Record<string, Shown>

/** Waiting and working time come from elsewhere: `DurationsView`. */
export type Topic = keyof typeof TOPICS | 'waiting'

export const GROUPS: Record<'promises' | 'quality' | 'speed' | 'amount', Topic[]> = {
  promises: ['completion', 'timeliness'],
  quality: ['satisfaction', 'excellence', 'first_time_fix', 'rework', 'outcomes', 'answers'],
  speed: ['response', 'arrival', 'duration', 'waiting'],
  amount: ['demand', 'work'],
}

function percentiles(sketch: 'response' | 'arrival' | 'completion'): Shown {
  const measures: Measure[] = [`${sketch}_p50`, `${sketch}_p90`, `${sketch}_p95`]
  return { drawn: measures, listed: measures }
}
