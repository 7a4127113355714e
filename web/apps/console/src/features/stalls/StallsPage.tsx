/** Where every open order is stuck, with whom, since when: the oldest first, by department, person or state. */
import { duration, useNow } from '@steward/ui'
import { Collapse, Empty, Segmented, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { useNames } from '../../shared/names/useNames'
import { type Order, placeOf, stoodFor } from '../../shared/orders/order'
import { MOST_SHOWN, useActiveOrders } from '../../shared/orders/useActiveOrders'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { ExportButton } from '../../shared/table/ExportButton'
import { GROUPINGS, type Group, type Grouping, grouped } from './groups'
import { StallTable } from './StallTable'

const MINUTE_MS = 60_000

export default function StallsPage() {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const [search, change] = useAddress()
  const names = useNames()
  const now = useNow()
  const active = useActiveOrders()
  const by = GROUPINGS.find((one) => one === search.get('by')) ?? 'department'
  const groups = grouped(active.data?.orders ?? [], by, now)

  const nameOf: Record<Grouping, (key: string) => string> = {
    department: names.department,
    person: (key) => names.member(key) || t('stalls.nobody'),
    status: (key) => shared(`status.${key as 'open'}`),
  }
  const cells = (order: Order) => [
    order.number,
    order.title,
    shared(`status.${order.status}`),
    names.department(order.stands.department_id),
    names.member(order.stands.person_id),
    order.stands.since,
    Math.round(stoodFor(order, now) / MINUTE_MS),
    placeOf(order),
  ]
  const heads = [
    t('order.number'),
    t('order.title'),
    t('order.status'),
    t('order.department'),
    t('stalls.person'),
    t('stalls.since'),
    t('order.stood_minutes'),
    t('order.place'),
  ]
  return (
    <>
      <PageTitle
        title={t('page.stalls')}
        extra={
          <ExportButton
            name={t('page.stalls')}
            heads={heads}
            gather={async () => groups.flatMap((group) => group.orders.map(cells))}
          />
        }
      >
        <Segmented
          aria-label={t('stalls.group_by')}
          value={by}
          onChange={(chosen) => change({ by: chosen })}
          options={GROUPINGS.map((one) => ({ value: one, label: t(`stalls.by.${one}`) }))}
        />
      </PageTitle>
      {active.isError && <ProblemNotice failure={active.error} onRetry={() => void active.refetch()} />}
      {active.data?.isCut && <p>{t('board.cut', { count: MOST_SHOWN })}</p>}
      {active.isPending && <Skeleton active />}
      {active.data && groups.length === 0 && <Empty description={t('stalls.none')} />}
      {groups.length > 0 && (
        <Collapse
          key={by}
          defaultActiveKey={groups.slice(0, 3).map((group) => group.key)}
          items={groups.map((group) => ({
            key: group.key,
            label: <strong>{nameOf[by](group.key)}</strong>,
            extra: <Sums group={group} />,
            children: <StallTable orders={group.orders} name={nameOf[by](group.key)} />,
          }))}
        />
      )}
    </>
  )
}

function Sums({ group }: { group: Group }) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  return t('stalls.sums', {
    count: group.orders.length,
    longest: duration(group.longest, shared),
    total: duration(group.total, shared),
  })
}
