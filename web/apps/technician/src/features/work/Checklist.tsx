/** What is done and what is missing before «complete» is possible. */
import type { Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import { CheckCircleFill, CloseCircleOutline } from 'antd-mobile-icons'
import { useTranslation } from 'react-i18next'
import { useOutbox } from '../../shared/outbox'
import { attachmentsOf } from '../photos/api/attachments'
import { missing } from './missing'

interface List {
  order: Schemas['WorkOrderOut']
  /** As typed so far; left out where there is no form. */
  summary?: string
}

export function Checklist({ order, summary }: List) {
  const { t } = useTranslation('technician')
  const { items } = useOutbox()
  const { data: attachments = [] } = useQuery(attachmentsOf(order.id))
  const lacks = missing({ order, attachments, items, summary: summary ?? '' })
  const points = [
    { isDone: true, text: t('check.on_site') },
    {
      isDone: lacks.photos === 0,
      text: lacks.photos ? t('check.photos', { count: lacks.photos }) : t('check.photos_done'),
    },
  ]
  if (summary !== undefined) points.push({ isDone: !lacks.summary, text: t('check.summary') })
  return (
    <section className='panel' aria-label={t('check.title')}>
      <h2>{t('check.title')}</h2>
      <ul className='checklist'>
        {points.map(({ isDone, text }) => (
          <li key={text} className={isDone ? 'check-done' : 'check-open'}>
            {isDone ? (
              <CheckCircleFill aria-label={t('check.done')} />
            ) : (
              <CloseCircleOutline aria-label={t('check.open')} />
            )}
            {text}
          </li>
        ))}
      </ul>
    </section>
  )
}
