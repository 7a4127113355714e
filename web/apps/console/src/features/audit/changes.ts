/** What changed, as an audit entry tells it: field by field, from what to what. */
export interface Changed {
  /** Where in the thing: `['policies', 'geofence_radius_m']`. */
  path: string[]
  /** Absent where nothing was there before. */
  from?: unknown
  to?: unknown
  /** The trail keeps no value: telephone numbers and e-mail addresses. */
  isHidden: boolean
}

type Fields = Record<string, unknown>

export function changesOf(data: Fields): Changed[] {
  return Object.entries(data).flatMap(([field, told]) => {
    if (!isFields(told)) return [{ path: [field], to: told, isHidden: false }]
    if (Object.keys(told).length === 0) return [{ path: [field], isHidden: true }]
    return 'from' in told || 'to' in told ? between([field], told.from, told.to) : between([field], {}, told)
  })
}

/** Of two groups of fields, only what differs. */
function between(path: string[], from: unknown, to: unknown): Changed[] {
  if (!isFields(from) || !isFields(to)) return [{ path, from, to, isHidden: false }]
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .filter((key) => JSON.stringify(from[key]) !== JSON.stringify(to[key]))
    .flatMap((key) => between([...path, key], from[key], to[key]))
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
