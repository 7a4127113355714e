/** The next moment an order has to keep, running down; nothing when it waits for none. */
import { DueClock, nextDue } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import type { Order } from './order'

export function Clock({ order }: { order: Order }) {
  const { t } = useTranslation('ui')
  const due = nextDue(order)
  return due && <DueClock at={due.at} label={t(`deadline.${due.kind}`)} />
}
