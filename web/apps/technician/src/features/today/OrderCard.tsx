import type { Schemas } from '@steward/api'
import { standOf } from '@steward/offline'
import { DueClock, nextDue } from '@steward/ui'
import { StatusTag } from '@steward/ui/phone'
import { Tag } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useOutbox } from '../../shared/outbox'

export function OrderCard({ order }: { order: Schemas['WorkOrderOut'] }) {
  const { t } = useTranslation(['technician', 'ui'])
  const stand = standOf(order, useOutbox().items)
  const due = nextDue({ ...order, status: stand.status })
  const place = [order.building_name, order.unit_name].filter(Boolean).join(' · ')
  return (
    <li>
      <Link href={`/orders/${order.id}`} className={order.is_emergency ? 'card card-emergency' : 'card'}>
        <span className='card-row'>
          <StatusTag status={stand.status} />
          {stand.is_waiting && <Tag fill='outline'>{t('waiting')}</Tag>}
          {order.is_emergency && <Tag color='#b3131c'>{t('emergency')}</Tag>}
          {due && <DueClock at={due.at} label={t(`ui:deadline.${due.kind}`)} />}
        </span>
        <strong>{order.title}</strong>
        <span className='weak'>{place || t('no_place')}</span>
        <span className='weak'>{order.number}</span>
      </Link>
    </li>
  )
}
