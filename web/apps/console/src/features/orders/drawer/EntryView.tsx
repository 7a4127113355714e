/** One entry of the timeline: what, who, when, in words. */
import { moment } from '@steward/ui'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../../shared/names/useNames'
import type { Entry } from '../api/timeline'
import { detailsOf } from './details'
import { EntryLinks } from './EntryLinks'

export function EntryView({ entry, orderId }: { entry: Entry; orderId: string }) {
  const { t } = useTranslation('order')
  const { t: own } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const names = useNames()
  const detail = detailsOf(entry, { console: own, order: t, ui: shared, names })
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
      <EntryLinks entry={entry} orderId={orderId} />
      {entry.text && <p className='entry-text'>{entry.text}</p>}
    </article>
  )
}
