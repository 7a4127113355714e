/** Durations as the API writes them (ISO 8601), as seconds, and in the units that people think in. */

export const UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const
export type Unit = keyof typeof UNITS

const WRITTEN = /^(-?)P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?)$/

/** Seconds of `PT30M`, `P1DT2H`, `-PT10M`. Null for what is no duration. */
export function secondsOf(iso: string): number | null {
  const found = WRITTEN.exec(iso)
  if (!found || !/\d/.test(iso)) return null
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(2)
    .map((part) => Number(part ?? 0))
  const total = (weeks * 7 + days) * UNITS.days + hours * UNITS.hours + minutes * UNITS.minutes + seconds
  return found[1] === '-' && total > 0 ? -total : total
}

/** As the API takes it: days first, then hours, minutes and seconds. */
export function isoOf(seconds: number): string {
  const left = Math.abs(seconds)
  const days = Math.floor(left / UNITS.days)
  const parts: [number, string][] = [
    [Math.floor((left % UNITS.days) / UNITS.hours), 'H'],
    [Math.floor((left % UNITS.hours) / UNITS.minutes), 'M'],
    [left % UNITS.minutes, 'S'],
  ]
  const time = parts
    .filter(([count]) => count > 0)
    .map(([count, letter]) => `${count}${letter}`)
    .join('')
  if (days === 0 && time === '') return 'PT0S'
  // Between days and seconds the API wants no gap.
  const whole =
    time.endsWith('S') && !time.includes('M') && time.includes('H') ? time.replace('H', 'H0M') : time
  return `${seconds < 0 ? '-' : ''}P${days ? `${days}D` : ''}${whole ? `T${whole}` : ''}`
}

/** In the largest unit that leaves no rest; a rest of seconds is shown in minutes. */
export function inUnits(seconds: number): { count: number; unit: Unit } {
  const unit =
    (['days', 'hours'] as const).find((one) => seconds !== 0 && seconds % UNITS[one] === 0) ?? 'minutes'
  return { count: seconds / UNITS[unit], unit }
}
