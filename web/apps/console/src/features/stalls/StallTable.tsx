/** The orders of one group, the one that has stood longest on top. */
import { duration, moment, useNow } from '@steward/ui'
import { Table, type TableColumnType } from 'antd'
import { useTranslation } from 'react-i18next'
import { useOpenOrder } from '../../shared/address'
import { useNames } from '../../shared/names/useNames'
import { type Order, placeOf, stoodFor } from '../../shared/orders/order'
import { StatusTag } from '../../shared/orders/StatusTag'
import { opening } from '../../shared/table/opening'

export function StallTable({ orders, name }: { orders: Order[]; name: string }) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const names = useNames()
  const now = useNow()
  const [, open] = useOpenOrder()
  const columns: TableColumnType<Order>[] = [
    {
      title: t('stalls.stood'),
      width: 130,
      render: (_, order) => <strong>{duration(stoodFor(order, now), shared)}</strong>,
    },
    { title: t('order.status'), width: 110, render: (_, order) => <StatusTag status={order.status} /> },
    {
      title: t('stalls.person'),
      width: 130,
      render: (_, order) => names.member(order.stands.person_id) || t('stalls.nobody'),
    },
    {
      title: t('order.department'),
      width: 130,
      render: (_, order) => names.department(order.stands.department_id),
    },
    { title: t('order.number'), dataIndex: 'number', width: 155 },
    { title: t('order.title'), dataIndex: 'title', ellipsis: true },
    { title: t('order.place'), width: 160, ellipsis: true, render: (_, order) => placeOf(order) },
    { title: t('stalls.since'), width: 180, render: (_, order) => moment(order.stands.since) },
  ]
  return (
    <Table<Order>
      aria-label={name}
      className='data-table'
      size='small'
      rowKey='id'
      columns={columns}
      dataSource={orders}
      pagination={orders.length > 50 && { pageSize: 50 }}
      scroll={{ x: 1150 }}
      onRow={(order) => opening(() => open(order.id))}
    />
  )
}
