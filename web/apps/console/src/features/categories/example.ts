/**
 * What a category's clocks and ladder would do to an order that nobody touches: the picture in its editor.
 * It follows chalicelib/deadlines: `ladder.normalise` and `model._advance`.
 */
export type Deadline = 'respond' | 'arrive' | 'complete'

/** How long each deadline lasts, in seconds; null: there is none. */
export type Promises = Record<Deadline, number | null>

export interface Step {
  /** Seconds from the breach; negative: a reminder before it. */
  after: number
  notify: readonly string[]
}

export interface Moment {
  /** Seconds after the report. */
  at: number
  kind: 'reported' | 'reminder' | 'breach' | 'escalation'
  /** Who is told, by the names of the ladder. */
  notify: readonly string[]
  /** Assessment is told although the ladder does not say so. */
  isAdded: boolean
}

export interface Lane {
  deadline: Deadline
  moments: Moment[]
}

const DEADLINES: readonly Deadline[] = ['respond', 'arrive', 'complete']

/** One lane for each deadline there is, its moments in order; the first is the report. */
export function example(promises: Promises, ladder: readonly Step[]): Lane[] {
  return DEADLINES.flatMap((deadline) => {
    const due = promises[deadline]
    return due === null ? [] : [{ deadline, moments: momentsOf(due, ladder) }]
  })
}

function momentsOf(due: number, ladder: readonly Step[]): Moment[] {
  const told = ladder
    .filter((step) => step.after !== 0)
    .map((step): Moment => {
      // A reminder whose moment had passed before the clock started is sent at the start.
      const at = Math.max(0, due + step.after)
      return { at, kind: step.after < 0 ? 'reminder' : 'escalation', notify: step.notify, isAdded: false }
    })
  const atBreach = ladder.filter((step) => step.after === 0).flatMap((step) => step.notify)
  const isAdded = !ladder.some((step) => step.after >= 0 && step.notify.includes('assessment'))
  const notify = [...new Set(isAdded ? [...atBreach, 'assessment'] : atBreach)]
  const moments: Moment[] = [...told, { at: due, kind: 'breach', notify, isAdded }]
  moments.sort((a, b) => a.at - b.at)
  return [{ at: 0, kind: 'reported', notify: [], isAdded: false }, ...moments]
}
