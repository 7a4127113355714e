/** Says that somebody else has moved or reassigned the order while it is open here. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../../shared/names/useNames'
import type { Order } from '../../../shared/orders/order'

export function Meanwhile({ order }: { order: Order }) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const names = useNames()
  const client = useQueryClient()
  const [known, setKnown] = useState(order)
  const isOwn = client.getQueryData(['own-change', order.id]) === order.version
  const isMoved = known.status !== order.status || known.assignee_id !== order.assignee_id
  if (known.id !== order.id || (isOwn && known.version !== order.version)) setKnown(order)
  if (!isMoved || isOwn || known.id !== order.id) return null

  const say = (one: Order) =>
    [shared(`status.${one.status}`), names.member(one.assignee_id)].filter(Boolean).join(' · ')
  return (
    <Alert
      role='status'
      type='warning'
      showIcon
      title={t('order.changed_meanwhile', { before: say(known), now: say(order) })}
      closable={{ closeIcon: true, onClose: () => setKnown(order) }}
    />
  )
}
