/** One key for one decision: whatever is sent again unchanged happens once, and what was changed is a new decision. */
import { idempotencyKey } from '@steward/api'
import { useRef } from 'react'

export interface Decision {
  /** The key for sending these values. */
  keyFor: (values: unknown) => string
  /** It has happened: the same values again are a new wish. */
  settle: () => void
}

export function decision(): Decision {
  let last: { values: string; key: string } | undefined
  return {
    keyFor(values) {
      const written = JSON.stringify(values)
      if (last?.values !== written) last = { values: written, key: idempotencyKey() }
      return last.key
    },
    settle() {
      last = undefined
    },
  }
}

export function useDecision(): Decision {
  const kept = useRef<Decision>(undefined)
  kept.current ??= decision()
  return kept.current
}
