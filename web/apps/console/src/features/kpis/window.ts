/** Which figures the address asks for; completion of this month by department unless it says. */
import dayjs from 'dayjs'
import type { Window } from './api/series'
import { type Asked, DIMENSIONS } from './api/stats'
import { GROUPS, type Topic } from './topics'

const DAY = 'YYYY-MM-DD'
export const WINDOWS: Window[] = ['day', 'week', 'month', 'year']

export interface View {
  topic: Topic
  asked: Asked
  window: Window
  /** Whose figures are drawn over time; absent: all together. */
  row?: string
}

/** `today` is the company's calendar day. */
export function viewOf(search: URLSearchParams, today: string): View {
  const topics = Object.values(GROUPS).flat()
  const topic = topics.find((one) => one === search.get('topic')) ?? 'completion'
  const by = DIMENSIONS.find((one) => one === search.get('by')) ?? 'department'
  const from = search.get('from') ?? dayjs(today).startOf('month').format(DAY)
  const to = search.get('to') ?? today
  return {
    topic,
    asked: { by, from, to },
    window: WINDOWS.find((one) => one === search.get('window')) ?? fitting(from, to),
    row: search.get('row') ?? undefined,
  }
}

/** A period of which a window has neither one nor a hundred. */
function fitting(from: string, to: string): Window {
  const days = dayjs(to).diff(dayjs(from), 'day')
  if (days <= 31) return 'day'
  return days <= 190 ? 'week' : 'month'
}

/** Windows that people ask for by name. Weeks start on Mondays. */
export function presets(today: string): Record<'week' | 'month' | 'last_month' | 'year', [string, string]> {
  const now = dayjs(today)
  const before = now.subtract(1, 'month')
  return {
    week: [now.subtract((now.day() + 6) % 7, 'day').format(DAY), today],
    month: [now.startOf('month').format(DAY), today],
    last_month: [before.startOf('month').format(DAY), before.endOf('month').format(DAY)],
    year: [now.startOf('year').format(DAY), today],
  }
}
