/** One entry of the timeline: what, who, when, in words. */
import { day, moment } from '@steward/ui'
import { Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type Namer, useNames } from '../../../shared/names/useNames'
import type { Entry } from '../api/timeline'

export function EntryView({ entry }: { entry: Entry }) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const names = useNames()
  const detail = tell(entry, t, names.member, shared)
  return (
    <article className='entry'>
      <header>
        <strong>{shared(`entry.${entry.kind as 'reported'}`)}</strong>
        <span className='order-weak'>
          {`${entry.actor.kind === 'guest' ? t('timeline.resident') : entry.actor.name} · ${moment(entry.at)}`}
        </span>
        {entry.visibility === 'resident' && entry.kind === 'commented' && <Tag>{t('comment.resident')}</Tag>}
      </header>
      {detail && <p className='order-weak'>{detail}</p>}
      {entry.text && <p className='entry-text'>{entry.text}</p>}
    </article>
  )
}

type Data = Record<string, unknown>

/** What the entry's data say, by its kind. */
const DETAILS: Record<
  string,
  (data: Data, t: TFunction<'console'>, member: Namer, shared: TFunction<'ui'>) => string
> = {
  assigned: (data, t, member) => {
    const before = member(data.previous_assignee_id as string)
    const to = member(data.assignee_id as string)
    return before && before !== to ? t('timeline.reassigned', { before, to }) : t('timeline.assigned', { to })
  },
  resumed: (data, t) => t(`timeline.resumed.${data.cause as 'cleared'}`),
  checked_in: (data, t) =>
    [
      typeof data.distance_m === 'number' ? t('timeline.distance', { metres: data.distance_m }) : '',
      data.is_late ? t('order.late') : '',
      data.is_exception ? t('timeline.exception') : '',
      data.is_place_unverified ? t('timeline.unverified') : '',
      data.is_clock_skewed ? t('timeline.skewed') : '',
    ]
      .filter(Boolean)
      .join(' · '),
  paused: (data, t) => t('timeline.until', { day: day(String(data.expected_on)) }),
  completed: (data, t) =>
    [
      typeof data.minutes === 'number' ? t('timeline.minutes', { minutes: data.minutes }) : '',
      Array.isArray(data.parts) && data.parts.length
        ? t('timeline.parts', { parts: data.parts.join(', ') })
        : '',
      data.is_late ? t('order.late') : '',
    ]
      .filter(Boolean)
      .join(' · '),
  rated: (data, t) => t('timeline.score', { score: data.score }),
  closed: (data, t) => (data.score ? t('timeline.score', { score: data.score }) : ''),
  priority_changed: (data, _t, _member, shared) => shared(`priority.${data.priority as 'normal'}`),
  collaborator_added: (data, _t, member) => member(data.member_id as string),
  escalated: (data, t, member, shared) =>
    t('timeline.escalated', {
      deadline: shared(`deadline.${data.deadline as 'respond'}`),
      step: Number(data.step) + 1,
      who: (data.recipient_ids as string[]).map(member).filter(Boolean).join(', '),
    }),
  acknowledged: (data, t, _member, shared) =>
    t('timeline.acknowledged', {
      deadline: shared(`deadline.${data.deadline as 'respond'}`),
      moment: moment(String(data.until)),
    }),
}

function tell(entry: Entry, t: TFunction<'console'>, member: Namer, shared: TFunction<'ui'>): string {
  return DETAILS[entry.kind]?.(entry.data as Data, t, member, shared) ?? ''
}
