/** Live board: every order in which work remains, by state; dropped on a technician it is theirs. */
import { Alert, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress, useOpenOrder } from '../../shared/address'
import { useDepartments } from '../../shared/names/useNames'
import { NameChoice } from '../../shared/orders/NameChoice'
import type { Order } from '../../shared/orders/order'
import { MOST_SHOWN, useActiveOrders } from '../../shared/orders/useActiveOrders'
import { useOrderAction } from '../../shared/orders/useOrderAction'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useCan } from '../../shared/rights'
import { assign } from '../orders/api/assign'
import { INTERVENTIONS } from '../orders/interventions/interventions'
import { lanes, loads } from './columns'
import { LaneView } from './LaneView'
import { Technicians } from './Technicians'
import './board.css'

const InterventionDialog = lazy(() => import('../orders/interventions/InterventionDialog'))
const ASSIGN = INTERVENTIONS.find((one) => one.name === 'assign')

export default function BoardPage() {
  const { t } = useTranslation('console')
  const [search] = useAddress()
  const department = search.get('department') ?? undefined
  const board = useActiveOrders(department)
  const [, open] = useOpenOrder()
  const can = useCan()
  const [assigning, setAssigning] = useState<Order | null>(null)
  const drop = useOrderAction(assign, true)
  const orders = board.data?.orders ?? []

  return (
    <div className='board-page'>
      <PageTitle title={t('page.board')} extra={t('board.total', { count: orders.length })}>
        <NameChoice name='department' rows={useDepartments()} />
      </PageTitle>
      {board.isError && <ProblemNotice failure={board.error} onRetry={() => void board.refetch()} />}
      {board.data?.isCut && <Alert type='info' title={t('board.cut', { count: MOST_SHOWN })} />}
      {drop.isError && (
        <div className='board-refusal'>
          <ProblemNotice failure={drop.error} about={drop.variables.order.number} onClose={drop.reset} />
        </div>
      )}
      {board.isPending ? (
        <Skeleton active />
      ) : (
        <div className='board'>
          <div className='lanes'>
            {lanes(orders).map((lane) => (
              <LaneView
                key={lane.status}
                lane={lane}
                onOpen={(order) => open(order.id)}
                onAssign={can('work_order.assign') ? setAssigning : undefined}
              />
            ))}
          </div>
          {can('work_order.assign') && (
            <Technicians
              department={department}
              loads={loads(orders)}
              busyWith={drop.isPending ? drop.variables.body.assignee_id : undefined}
              onDrop={(technician, id) => {
                const order = orders.find((one) => one.id === id)
                if (order) drop.mutate({ order, body: { assignee_id: technician } })
              }}
            />
          )}
        </div>
      )}
      <Suspense>
        {assigning && ASSIGN && (
          <InterventionDialog order={assigning} intervention={ASSIGN} onClose={() => setAssigning(null)} />
        )}
      </Suspense>
    </div>
  )
}
