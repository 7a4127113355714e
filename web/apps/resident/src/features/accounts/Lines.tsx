/** Charges and payments, each with what became of it. */
import { day, moment, money } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import type { Account } from './api/read'

const KINDS = [
  'property_fee',
  'parking',
  'water',
  'power',
  'gas',
  'heating',
  'repair',
  'maintenance_fund',
] as const
const PROVIDERS = ['wechat_pay', 'alipay', 'bank_transfer', 'cash', 'card'] as const

export function Charges({ charges }: { charges: Account['charges'] }) {
  const { t } = useTranslation('resident')
  if (charges.length === 0) return <p className='hint'>{t('account.no_charges')}</p>
  return (
    <ul className='lines'>
      {charges.map((charge) => {
        const kind = KINDS.find((one) => one === charge.kind)
        return (
          <li key={charge.id} className={charge.is_reversed ? 'gone' : ''}>
            <span>
              <strong>{kind ? t(`account.kind_${kind}`) : charge.kind}</strong>
              <small>{[charge.period, t('account.due', { date: day(charge.due_on) })].join(' · ')}</small>
            </span>
            <span className='sum'>
              <strong>{money(charge.amount)}</strong>
              <small>
                <ChargeState charge={charge} />
              </small>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function ChargeState({ charge }: { charge: Account['charges'][number] }) {
  const { t } = useTranslation('resident')
  if (charge.is_reversed) return t('account.reversed')
  if (charge.is_disputed) return t('account.disputed')
  if (charge.remaining.amount === 0) return t('account.paid')
  if (charge.remaining.amount < charge.amount.amount)
    return t('account.partly', { amount: money(charge.remaining) })
  return t('account.open')
}

export function Payments({ payments }: { payments: Account['payments'] }) {
  const { t } = useTranslation('resident')
  if (payments.length === 0) return <p className='hint'>{t('account.no_payments')}</p>
  return (
    <ul className='lines'>
      {payments.map((payment) => {
        const provider = PROVIDERS.find((one) => one === payment.provider)
        return (
          <li key={payment.id} className={payment.is_reversed ? 'gone' : ''}>
            <span>
              <strong>{provider ? t(`account.by_${provider}`) : payment.provider}</strong>
              <small>{[moment(payment.posted_at), payment.provider_reference].join(' · ')}</small>
            </span>
            <span className='sum'>
              <strong>{money(payment.amount)}</strong>
              {payment.is_reversed && <small>{t('account.reversed')}</small>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
