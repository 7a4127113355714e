/** Whose work, and of when, the address asks for: one's own of this week unless it says. */
import dayjs from 'dayjs'
import type { Window } from '../kpis/api/series'
import { WINDOWS } from '../kpis/window'

const DAY = 'YYYY-MM-DD'
const ONESELF = 'me'

export interface Sought {
  by: 'member' | 'department'
  /** An id, or `me`. */
  key: string
  window: Window
  /** A day of it, such as `2026-11-30`. */
  day: string
}

/** `today` is the company's calendar day. */
export function soughtIn(search: URLSearchParams, today: string): Sought {
  const department = search.get('department')
  const day = search.get('day') ?? ''
  return {
    by: department ? 'department' : 'member',
    key: department ?? search.get('member') ?? ONESELF,
    window: WINDOWS.find((one) => one === search.get('window')) ?? 'week',
    day: dayjs(day).format(DAY) === day ? day : today,
  }
}

/** The same as the API's parameters. */
export function queryOf({ by, key, window, day }: Sought) {
  return { [by]: key, window, day }
}

/** A day of the window before, or after. */
export function moved({ window, day }: Sought, by: 1 | -1): string {
  return dayjs(day).add(by, window).format(DAY)
}
