/** Which of a form's fields the API's refusal is about. */
import { Problem } from '@steward/api'

type Path = (string | number)[]

interface Refused {
  fields: { name: Path; errors: string[] }[]
  /** What concerns no field of this form. */
  rest: unknown
}

/**
 * `['body', 'phone']` is said at the field `phone`, and what lies deeper than the form's fields at the nearest one above,
 * when the form has it; the rest is said above the buttons.
 */
export function refusals(failure: unknown, has: (path: Path) => boolean): Refused {
  if (!(failure instanceof Problem)) return { fields: [], rest: failure }
  const fields = failure.errors.flatMap(({ loc, message }) => {
    const name = loc[0] === 'body' ? nearest(loc.slice(1), has) : null
    return name ? [{ name, errors: [message] }] : []
  })
  const isWhole = fields.length > 0 && fields.length === failure.errors.length
  return { fields, rest: isWhole ? null : failure }
}

function nearest(path: Path, has: (path: Path) => boolean): Path | null {
  for (let length = path.length; length > 0; length--) {
    const above = path.slice(0, length)
    if (has(above)) return above
  }
  return null
}
