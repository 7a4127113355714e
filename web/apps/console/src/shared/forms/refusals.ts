/** Which of a form's fields the API's refusal is about. */
import { Problem } from '@steward/api'

interface Refused {
  fields: { name: (string | number)[]; errors: string[] }[]
  /** What concerns no field of this form. */
  rest: unknown
}

/** `['body', 'phone']` is said at the field `phone`, when the form has it; the rest is said above the buttons. */
export function refusals(failure: unknown, has: (name: string) => boolean): Refused {
  if (!(failure instanceof Problem)) return { fields: [], rest: failure }
  const placed = failure.errors.filter(({ loc }) => loc[0] === 'body' && has(String(loc[1])))
  const fields = placed.map(({ loc, message }) => ({ name: loc.slice(1), errors: [message] }))
  const isWhole = placed.length > 0 && placed.length === failure.errors.length
  return { fields, rest: isWhole ? null : failure }
}
