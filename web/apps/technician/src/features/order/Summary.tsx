/** What an order is, where it stands and until when something is due. */
import type { Schemas } from '@steward/api'
import type { Stand } from '@steward/offline'
import { DueClock, day, nextDue } from '@steward/ui'
import { StatusTag } from '@steward/ui/phone'
import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { categories } from './api/categories'

export function Summary({ order, stand }: { order: Schemas['WorkOrderOut']; stand: Stand }) {
  const { t } = useTranslation(['technician', 'ui'])
  const { data: kinds } = useQuery(categories)
  const due = nextDue({ ...order, status: stand.status })
  const category = kinds?.find((one) => one.code === order.category)
  return (
    <section className='panel' aria-label={t('order.title')}>
      <div className='card-row'>
        <StatusTag status={stand.status} />
        {stand.is_waiting && <Tag fill='outline'>{t('waiting')}</Tag>}
        {order.is_emergency && <Tag color='#b3131c'>{t('emergency')}</Tag>}
        <span className='weak'>{order.number}</span>
      </div>
      {due && (
        <p className='big-clock'>
          <DueClock at={due.at} label={t(`ui:deadline.${due.kind}`)} />
        </p>
      )}
      {order.pause && stand.status === 'paused' && (
        <p>{t('order.paused', { reason: order.pause.reason, day: day(order.pause.expected_on) })}</p>
      )}
      <p className='weak'>{category?.name}</p>
      {order.description && <p className='words'>{order.description}</p>}
    </section>
  )
}
