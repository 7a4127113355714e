/** Which figures the address asks for; this month by department unless it says. */
import dayjs from 'dayjs'
import { DIMENSIONS, type Window } from './api/stats'

const DAY = 'YYYY-MM-DD'

/** `today` is the company's calendar day. */
export function windowOf(search: URLSearchParams, today: string): Window {
  return {
    by: DIMENSIONS.find((one) => one === search.get('by')) ?? 'department',
    from: search.get('from') ?? dayjs(today).startOf('month').format(DAY),
    to: search.get('to') ?? today,
  }
}
