/** Why a report is held, how much is owed, and how to pay. */
import { day, money, useMe } from '@steward/ui'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { HowToPay } from '../accounts/HowToPay'
import type { Order } from './progress'

export function Hold({ order, hold }: { order: Order; hold: NonNullable<Order['hold']> }) {
  const { t } = useTranslation('resident')
  const [, navigate] = useLocation()
  const me = useMe().data
  const isMine = me?.resident?.unit_ids.includes(order.unit_id ?? '')
  return (
    <section className='card hold' aria-labelledby='hold-title'>
      <h2 id='hold-title'>{t('hold.title')}</h2>
      <p className='amount'>{money(hold.amount_due)}</p>
      <p>{hold.since ? t('hold.since', { date: day(hold.since) }) : t('hold.overdue')}</p>
      <p>{t('hold.then')}</p>
      <HowToPay />
      {isMine && (
        <Button block color='primary' onClick={() => navigate(`/account/${order.unit_id}`)}>
          {t('hold.account')}
        </Button>
      )}
    </section>
  )
}
