/** What the table says of an order. */
import { duration, moment, useNow } from '@steward/ui'
import { Badge } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../../shared/names/useNames'
import { Clock } from '../../../shared/orders/Clock'
import { type Order, placeOf, stoodFor } from '../../../shared/orders/order'
import { StatusTag } from '../../../shared/orders/StatusTag'
import type { Column } from '../../../shared/table/columns'

export function useOrderColumns(): Column<Order>[] {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const names = useNames()
  const now = useNow()
  const head = (key: keyof typeof HEADS) => ({ key, title: t(HEADS[key]) })
  return [
    { ...head('number'), value: (order) => order.number, width: 158 },
    {
      ...head('title'),
      value: (order) => order.title,
      render: (order) => (
        <>
          {order.is_emergency && <Badge color='#b3131c' text={null} title={t('order.emergency')} />}{' '}
          {order.title}
        </>
      ),
      width: 260,
    },
    {
      ...head('status'),
      value: (order) => shared(`status.${order.status}`),
      render: (order) => <StatusTag status={order.status} />,
      width: 110,
    },
    {
      ...head('clock'),
      value: (order) => (order.is_late ? t('order.late') : ''),
      render: (order) => <Clock order={order} />,
      width: 220,
    },
    { ...head('place'), value: placeOf, width: 150 },
    { ...head('assignee'), value: (order) => names.member(order.assignee_id), width: 110 },
    { ...head('department'), value: (order) => names.department(order.department_id), width: 120 },
    { ...head('category'), value: (order) => names.category(order.category), width: 120 },
    { ...head('priority'), value: (order) => shared(`priority.${order.priority as 'normal'}`), width: 90 },
    {
      ...head('stood'),
      value: (order) => Math.round(stoodFor(order, now) / 60_000),
      render: (order) => duration(stoodFor(order, now), shared),
      width: 110,
    },
    {
      ...head('reported'),
      value: (order) => order.reported_at,
      render: (order) => moment(order.reported_at),
      width: 170,
    },
    { ...head('community'), value: (order) => names.community(order.community_id), isHidden: true },
    { ...head('kind'), value: (order) => shared(`kind.${order.kind}`), isHidden: true },
    { ...head('source'), value: (order) => order.source, isHidden: true },
    { ...head('reporter'), value: (order) => order.reporter.name, isHidden: true },
    { ...head('accepted'), value: (order) => order.accepted_at, isHidden: true },
    { ...head('arrived'), value: (order) => order.arrived_at, isHidden: true },
    { ...head('completed'), value: (order) => order.completed_at, isHidden: true },
    { ...head('score'), value: (order) => order.score, isHidden: true },
    { ...head('rating'), value: (order) => order.rating, isHidden: true },
  ]
}

const HEADS = {
  number: 'order.number',
  title: 'order.title',
  status: 'order.status',
  clock: 'order.clock',
  place: 'order.place',
  assignee: 'order.assignee',
  department: 'order.department',
  category: 'order.category',
  priority: 'order.priority',
  stood: 'order.stood_minutes',
  reported: 'order.reported_at',
  community: 'order.community',
  kind: 'order.kind',
  source: 'order.source',
  reporter: 'order.reporter',
  accepted: 'order.accepted_at',
  arrived: 'order.arrived_at',
  completed: 'order.completed_at',
  score: 'order.score',
  rating: 'order.rating',
} as const
