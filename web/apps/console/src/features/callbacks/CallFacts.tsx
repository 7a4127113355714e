/** What a call is about, what the resident has said, and what was tried. */
import { moment } from '@steward/ui'
import { Button, Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { useOpenOrder } from '../../shared/address'
import { useNames } from '../../shared/names/useNames'
import type { Callback } from './api/listCallbacks'

export function CallFacts({ call }: { call: Callback }) {
  const { t } = useTranslation('surveys')
  const { t: ui } = useTranslation('ui')
  const [, openOrder] = useOpenOrder()
  const { department, member, category } = useNames()
  const { work_order: order, resident } = call
  const rows = [
    ['about', order.title],
    ['category', category(order.category) || order.category],
    ['department', department(order.department_id)],
    ['assignee', member(order.assignee_id)],
    ['cause', t(`call.causes.${call.cause}`)],
    ['score', call.score],
    ['words', call.words],
    ['outcome', call.outcome && t(`call.outcomes.${call.outcome}`)],
    ['text', call.text],
    ['ended', call.ended_at && moment(call.ended_at)],
  ] as const
  return (
    <>
      {resident && (
        <section className='call-whom' aria-label={t('call.whom')}>
          <strong>{resident.name}</strong>
          {resident.phone ? (
            <a href={`tel:${resident.phone}`}>{resident.phone}</a>
          ) : (
            <span>{t('call.no_phone')}</span>
          )}
          <span>{t('call.speaks', { language: ui(`language.${resident.language as 'en'}`) })}</span>
        </section>
      )}
      <Descriptions
        column={1}
        size='small'
        items={rows
          .filter(([, value]) => value !== null && value !== '')
          .map(([key, value]) => ({ key, label: t(`call.${key}`), children: value }))}
      />
      <Button size='small' className='call-order' onClick={() => openOrder(order.id)}>
        {t('call.open_order', { number: order.number })}
      </Button>
      {call.attempts.length > 0 && (
        <section aria-labelledby='call-attempts'>
          <h3 id='call-attempts'>{t('call.attempts')}</h3>
          <ul className='call-attempts'>
            {call.attempts.map(({ at, by, note }) => (
              <li key={at}>
                <small>{t('call.attempt_by', { moment: moment(at), name: by.name })}</small>
                <p>{note}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
