import { DueClock, day } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { type Order, promise } from './progress'

/** The promise that counts now, with its clock; for what waits, until when. */
export function Promised({ order }: { order: Order }) {
  const { t } = useTranslation('resident')
  if (order.pause) return <span>{t('promise.paused', { date: day(order.pause.expected_on) })}</span>
  const next = promise(order)
  return next ? <DueClock at={next.at} label={t(`promise.${next.kind}`)} /> : <span />
}
