/** Why the payment gate holds the order, and how much is owed. */
import type { Schemas } from '@steward/api'
import { day, money } from '@steward/ui'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'

export function Hold({ hold }: { hold: Schemas['HoldOut'] }) {
  const { t } = useTranslation('console')
  const since = hold.since ? t('order.hold.since', { day: day(hold.since) }) : ''
  return (
    <Alert
      type='warning'
      showIcon
      title={t('order.hold.title', { amount: money(hold.amount_due) })}
      description={`${since}${t('order.hold.how')}`}
    />
  )
}
