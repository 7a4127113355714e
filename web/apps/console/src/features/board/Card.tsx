/** One order on the board: dragged onto a technician, opened by click or Enter, assigned by its button or `a`. */
import { UserAddOutlined } from '@ant-design/icons'
import { duration, useNow } from '@steward/ui'
import { Button } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../shared/names/useNames'
import { Clock } from '../../shared/orders/Clock'
import { type Order, placeOf, stoodFor } from '../../shared/orders/order'

interface Shown {
  order: Order
  onOpen: (order: Order) => void
  onAssign?: (order: Order) => void
}

/** What a drag carries: other pages' text dropped here is no order. */
export const CARRIED = 'application/x-steward-order'

export function Card({ order, onOpen, onAssign }: Shown) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const names = useNames()
  const now = useNow()
  const isPressing = order.priority === 'high' || order.priority === 'urgent'

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'a' && onAssign) onAssign(order)
  }

  return (
    <article
      className={`card${order.is_late ? ' card-late' : ''}`}
      draggable={!!onAssign}
      onDragStart={(event) => {
        event.dataTransfer.setData(CARRIED, order.id)
        event.dataTransfer.effectAllowed = 'move'
      }}
    >
      <button type='button' className='card-open' onClick={() => onOpen(order)} onKeyDown={onKeyDown}>
        <span className='card-number'>{order.number}</span>
        <span className='card-title'>{order.title}</span>
        <span className='card-top'>
          <span className='card-weak'>{placeOf(order)}</span>
          {order.is_emergency && <strong className='card-alarm'>{t('order.emergency')}</strong>}
          {!order.is_emergency && isPressing && (
            <strong>{shared(`priority.${order.priority as 'high'}`)}</strong>
          )}
        </span>
        <span className='card-foot'>
          <span className='card-weak'>
            {names.member(order.assignee_id) || names.department(order.department_id)}
          </span>
          {order.hold || order.status === 'paused' ? (
            <span className='card-weak'>{duration(stoodFor(order, now), shared)}</span>
          ) : (
            <Clock order={order} isBrief />
          )}
        </span>
      </button>
      {onAssign && (
        <Button
          className='card-assign'
          size='small'
          type='text'
          icon={<UserAddOutlined />}
          aria-label={t('intervention.assign.title', { number: order.number })}
          onClick={() => onAssign(order)}
        />
      )}
    </article>
  )
}
