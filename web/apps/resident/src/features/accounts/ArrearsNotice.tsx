import type { Schemas } from '@steward/api'
import { day, money } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'
import { RightOutline } from 'antd-mobile-icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { account } from './api/read'

/** What is overdue for a home, if anything is, and the way to paying it. */
export function ArrearsNotice({ unit, isNamed }: { unit: Schemas['UnitOut']; isNamed: boolean }) {
  const { t } = useTranslation('resident')
  const { data } = useQuery(account(unit.id))
  if (data?.standing !== 'arrears') return null
  const amount = money(data.amount_due)
  return (
    <Link to={`/account/${unit.id}`} className='notice warn'>
      <span>
        <strong>
          {isNamed ? t('account.overdue_at', { amount, unit: unit.name }) : t('account.overdue', { amount })}
        </strong>
        <small>{data.since ? t('account.since', { date: day(data.since) }) : ''}</small>
      </span>
      <RightOutline aria-hidden='true' />
    </Link>
  )
}
