/** The next moment an order has to keep, running down; nothing when it waits for none. */
import { DueClock, nextDue } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import type { Order } from './order'

/** `isBrief` leaves out which deadline it is: where the state says it, or space is dear. */
export function Clock({ order, isBrief }: { order: Order; isBrief?: boolean }) {
  const { t } = useTranslation('ui')
  const due = nextDue(order)
  return due && <DueClock at={due.at} label={isBrief ? undefined : t(`deadline.${due.kind}`)} />
}
