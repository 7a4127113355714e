/** The orders of a digest: when each step was done, how its time limits were kept, how it was rated; opened, who had it. */
import { day, moment } from '@steward/ui'
import { Button, Empty, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useOpenOrder } from '../../shared/address'
import { useNames } from '../../shared/names/useNames'
import { StatusTag } from '../../shared/orders/StatusTag'
import type { Worked } from './api/useDigest'
import { KeptTag } from './KeptTag'
import { Process } from './Process'

export function WorkTable({ name, items }: { name: string; items: Worked[] }) {
  const { t } = useTranslation('digest')
  const { t: own } = useTranslation('console')
  const names = useNames()
  const [, open] = useOpenOrder()
  const at = (value: string | null) => (value ? moment(value) : '–')
  return (
    <Table<Worked>
      className='digest-orders'
      aria-label={t('orders_of', { name })}
      size='small'
      rowKey='work_order_id'
      pagination={false}
      dataSource={items}
      scroll={{ x: 1460 }}
      locale={{ emptyText: <Empty description={t('none')} /> }}
      expandable={{
        expandedRowRender: (one) => <Process steps={one.steps} />,
        rowExpandable: (one) => one.steps.length > 0,
      }}
      columns={[
        {
          title: own('order.number'),
          width: 155,
          render: (_, one) =>
            one.is_visible ? (
              <Button type='link' size='small' className='figure' onClick={() => open(one.work_order_id)}>
                {one.number}
              </Button>
            ) : (
              one.number
            ),
        },
        { title: own('order.title'), width: 180, render: (_, one) => one.title ?? t('out_of_sight') },
        { title: own('order.category'), width: 110, render: (_, one) => names.category(one.category) },
        {
          title: own('order.status'),
          width: 100,
          render: (_, one) => one.status && <StatusTag status={one.status} />,
        },
        { title: t('worked_on'), width: 110, render: (_, one) => day(one.worked_on) },
        { title: t('accepted_at'), width: 150, render: (_, one) => at(one.accepted_at) },
        { title: t('arrived_at'), width: 150, render: (_, one) => at(one.arrived_at) },
        { title: t('completed_at'), width: 150, render: (_, one) => at(one.completed_at) },
        ...(['respond', 'arrive', 'complete'] as const).map((kind) => ({
          key: kind,
          title: t(`limit.${kind}`),
          width: 150,
          render: (_: unknown, one: Worked) => <KeptTag limit={one.deadlines[kind]} />,
        })),
        { title: t('score'), width: 70, align: 'right', render: (_, one) => one.score ?? '–' },
        { title: t('rating'), width: 70, align: 'right', render: (_, one) => one.rating ?? '–' },
      ]}
    />
  )
}
