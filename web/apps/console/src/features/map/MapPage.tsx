/** Today's orders where they are: on a map, and in a list beside it that the keyboard and screen readers use. */
import { STATUS_COLOURS } from '@steward/ui'
import { Empty, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress, useOpenOrder } from '../../shared/address'
import { useBuildings, useCommunities, useDepartments } from '../../shared/names/useNames'
import { NameChoice } from '../../shared/orders/NameChoice'
import { placeOf } from '../../shared/orders/order'
import { StatusTag } from '../../shared/orders/StatusTag'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { placed } from './places'
import { useOrdersOfToday } from './useOrdersOfToday'
import './map.css'

const OrderMap = lazy(() => import('./OrderMap'))

export default function MapPage() {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const [search] = useAddress()
  const [, open] = useOpenOrder()
  const [pointed, setPointed] = useState<string | null>(null)
  const buildings = useBuildings()
  const today = useOrdersOfToday(search.get('department') ?? undefined)
  const community = search.get('community')
  const orders = today.orders.filter((order) => !community || order.community_id === community)
  const spots = placed(orders, buildings)
  const unplaced = orders.length - spots.length
  return (
    <div className='map-page'>
      <PageTitle title={t('page.map')} extra={t('map.count', { count: spots.length })}>
        <NameChoice name='community' rows={useCommunities()} />
        <NameChoice name='department' rows={useDepartments()} />
        <ul className='map-legend'>
          {LEGEND.map((status) => (
            <li key={status}>
              <i style={{ background: STATUS_COLOURS[status].text }} />
              {shared(`status.${status}`)}
            </li>
          ))}
        </ul>
      </PageTitle>
      {today.error !== null && <ProblemNotice failure={today.error} />}
      {today.isPending && <Skeleton active />}
      <div className='map-and-list'>
        <Suspense fallback={<Skeleton active />}>
          <OrderMap
            key={community}
            label={t('page.map')}
            spots={spots}
            buildings={buildings}
            pointed={pointed}
            onOpen={open}
          />
        </Suspense>
        <ul className='map-list' aria-label={t('map.list')}>
          {spots.map(({ order }) => (
            <li key={order.id}>
              <button
                type='button'
                onClick={() => open(order.id)}
                onFocus={() => setPointed(order.id)}
                onMouseEnter={() => setPointed(order.id)}
              >
                <StatusTag status={order.status} /> <strong>{order.title}</strong>
                <span>{[order.number, placeOf(order)].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          ))}
          {!today.isPending && spots.length === 0 && (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('map.none')} />
          )}
          {unplaced > 0 && <li className='map-unplaced'>{t('map.unplaced', { count: unplaced })}</li>}
        </ul>
      </div>
    </div>
  )
}

/** States of one colour share a row. */
const LEGEND = ['suspended', 'open', 'assigned', 'on_site', 'completed'] as const
