/** Where an account stands, in words: what the household owes, since when, and what follows from it. */
import { day, money } from '@steward/ui'
import { Alert, Statistic } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Account } from './api/useAccount'

export function StandingPanel({ account }: { account: Account }) {
  const { t } = useTranslation('billing')
  const isCredit = account.balance.amount < 0
  const balance = { ...account.balance, amount: Math.abs(account.balance.amount) }
  return (
    <>
      <Alert
        className='form-notice'
        showIcon
        type={account.standing === 'clear' ? 'success' : 'warning'}
        title={
          account.standing === 'clear'
            ? t('is_clear')
            : t('is_arrears', { since: account.since ? day(account.since) : '' })
        }
      />
      <div className='figures'>
        <Statistic title={t(isCredit ? 'credit' : 'balance')} value={money(balance)} />
        <Statistic title={t('amount_due')} value={money(account.amount_due)} />
      </div>
    </>
  )
}
