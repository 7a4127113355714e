/** What an entry's data say beside its words, by its kind. */
import { day, moment } from '@steward/ui'
import type { TFunction } from 'i18next'
import type { Namer } from '../../../shared/names/useNames'
import type { Entry } from '../api/timeline'

type Data = Record<string, unknown>

/** The texts and names that entries are told with. */
export interface Telling {
  console: TFunction<'console'>
  order: TFunction<'order'>
  ui: TFunction<'ui'>
  names: Record<'member' | 'category', Namer>
}

export function detailsOf(entry: Entry, telling: Telling): string {
  const told = DETAILS[entry.kind]?.(entry.data as Data, telling) ?? ''
  return Array.isArray(told) ? told.filter(Boolean).join(' · ') : told
}

const DETAILS: Record<string, (data: Data, telling: Telling) => string | string[]> = {
  assigned: (data, { order: t, names }) => {
    const before = names.member(data.previous_assignee_id as string)
    const to = names.member(data.assignee_id as string)
    return before && before !== to ? t('timeline.reassigned', { before, to }) : t('timeline.assigned', { to })
  },
  requeued: (data, telling) => wasWith(data, telling),
  resumed: (data, { order: t }) => t(`timeline.resumed.${data.cause as 'cleared'}`),
  checked_in: (data, { order: t, console: own }) => [
    typeof data.distance_m === 'number' ? t('timeline.distance', { metres: data.distance_m }) : '',
    data.is_late ? own('order.late') : '',
    data.is_exception ? t('timeline.exception') : '',
    data.is_place_unverified ? t('timeline.unverified') : '',
    data.is_clock_skewed ? t('timeline.skewed') : '',
  ],
  paused: (data, { order: t }) => t('timeline.until', { day: day(String(data.expected_on)) }),
  completed: (data, { order: t, console: own }) => [
    typeof data.minutes === 'number' ? t('timeline.minutes', { minutes: data.minutes }) : '',
    Array.isArray(data.parts) && data.parts.length
      ? t('timeline.parts', { parts: data.parts.join(', ') })
      : '',
    data.is_late ? own('order.late') : '',
  ],
  planned: (data, { order: t }) => {
    const milestones = data.milestones as { name: string; due_at: string }[]
    if (milestones.length === 0) return t('entry.no_plan')
    return milestones.map(({ name, due_at }) => t('entry.plan', { name, moment: moment(due_at) }))
  },
  progressed: (data, { order: t, console: own }) => [
    typeof data.percent === 'number' ? t('entry.percent', { percent: data.percent }) : '',
    data.milestone ? t('entry.milestone', { name: data.milestone }) : '',
    data.is_late ? own('order.late') : '',
    data.is_clock_skewed ? t('timeline.skewed') : '',
  ],
  reclassified: (data, telling) => [
    telling.order('entry.category', { category: telling.names.category(data.previous_category as string) }),
    telling.ui(`priority.${data.priority as 'normal'}`),
    data.is_requeued ? telling.order('entry.requeued') : '',
    wasWith(data, telling),
  ],
  rated: (data, { order: t }) => t('timeline.score', { score: data.score }),
  closed: (data, { order: t }) => (data.score ? t('timeline.score', { score: data.score }) : ''),
  priority_changed: (data, { ui }) => ui(`priority.${data.priority as 'normal'}`),
  collaborator_added: (data, { names }) => names.member(data.member_id as string),
  escalated: (data, { order: t, ui, names }) => [
    t('timeline.escalated', {
      deadline: data.milestone
        ? t('clock.milestone', { name: data.milestone })
        : ui(`deadline.${data.deadline as 'respond'}`),
      step: Number(data.step) + 1,
      who: (data.recipient_ids as string[]).map(names.member).filter(Boolean).join(', '),
    }),
    actionsOf(data, t),
  ],
  acknowledged: (data, { order: t, ui }) =>
    t('timeline.acknowledged', {
      deadline: ui(`deadline.${data.deadline as 'respond'}`),
      moment: moment(String(data.until)),
    }),
}

function wasWith(data: Data, { order: t, names }: Telling): string {
  const member = names.member(data.previous_assignee_id as string)
  return member ? t('entry.from', { member }) : ''
}

function actionsOf(data: Data, t: TFunction<'order'>): string {
  const actions = (data.actions ?? []) as 'requeue'[]
  if (actions.length === 0) return ''
  return t('entry.actions', { actions: actions.map((one) => t(`action.${one}`)).join(', ') })
}
