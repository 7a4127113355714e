/** Where every open order is stuck, with whom, since when: the one that has not moved longest first. */
import { duration, moment, useNow } from '@steward/ui'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress, useOpenOrder } from '../../shared/address'
import { useNames } from '../../shared/names/useNames'
import { StatusTag } from '../../shared/orders/StatusTag'
import { PageTitle } from '../../shared/PageTitle'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import '../orders/list/filters.css'
import { listStalls, type Stall } from './api/listStalls'
import { StallFilters } from './StallFilters'
import { soughtIn } from './sought'

const MINUTE_MS = 60_000

export default function StallsPage() {
  const { t } = useTranslation('console')
  const { t: boards } = useTranslation('boards')
  const [search] = useAddress()
  const [, open] = useOpenOrder()
  const sought = soughtIn(search)
  const isNarrowed = Object.values(sought).some((wish) => wish !== undefined)
  return (
    <DataTable
      name={t('page.stalls')}
      columns={useColumns()}
      queryKey={['stalls', sought]}
      fetchPage={listStalls(sought)}
      rowKey={(one) => one.work_order_id}
      onOpen={(one) => open(one.work_order_id)}
      changesWith='orders'
      empty={isNarrowed ? boards('stalls.none_match') : t('stalls.none')}
      head={(exporting) => (
        <>
          <PageTitle title={t('page.stalls')} extra={exporting}>
            <span>{boards('stalls.order')}</span>
          </PageTitle>
          <StallFilters />
        </>
      )}
    />
  )
}

function useColumns(): Column<Stall>[] {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  const { t: boards } = useTranslation('boards')
  const names = useNames()
  const now = useNow()
  const stood = (one: Stall) => now - Date.parse(one.since)
  return [
    {
      key: 'stood',
      title: t('stalls.stood'),
      value: (one) => Math.round(stood(one) / MINUTE_MS),
      render: (one) => <strong>{duration(stood(one), ui)}</strong>,
      width: 130,
    },
    {
      key: 'state',
      title: t('order.status'),
      value: (one) => ui(`status.${one.state}`),
      render: (one) => <StatusTag status={one.state} />,
      width: 110,
    },
    {
      key: 'member',
      title: t('stalls.person'),
      value: (one) => one.member_name ?? t('stalls.nobody'),
      width: 130,
    },
    { key: 'department', title: t('order.department'), value: (one) => one.department_name, width: 130 },
    { key: 'number', title: t('order.number'), value: (one) => one.number, width: 155 },
    { key: 'title', title: t('order.title'), value: (one) => one.title, width: 220 },
    { key: 'category', title: t('order.category'), value: (one) => names.category(one.category), width: 120 },
    {
      key: 'due',
      title: t('order.clock'),
      value: (one) => one.due_at,
      render: (one) => <Due stall={one} />,
      width: 210,
    },
    {
      key: 'late',
      title: boards('late'),
      value: (one) => (one.is_late ? boards('yes') : ''),
      isHidden: true,
    },
    {
      key: 'since',
      title: t('stalls.since'),
      value: (one) => one.since,
      render: (one) => moment(one.since),
      width: 180,
    },
  ]
}

function Due({ stall }: { stall: Stall }) {
  const { t } = useTranslation('console')
  return (
    <>
      {stall.is_late && <Tag color='red'>{t('order.late')}</Tag>}
      {stall.due_at ? moment(stall.due_at) : '–'}
    </>
  )
}
