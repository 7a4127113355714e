/** A home's account: what is owed and since when, how to pay, and the lines that led there, by month. */
import { day, money } from '@steward/ui'
import { Loading, ProblemNotice } from '@steward/ui/phone'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { PageHead } from '../../shared/PageHead'
import { useUnits } from '../places/api/units'
import { type Account, account } from './api/read'
import { HowToPay } from './HowToPay'
import { Charges, Payments } from './Lines'
import { inMonth, months } from './months'
import './accounts.css'

export default function AccountPage({ unit }: { unit?: string }) {
  const { t } = useTranslation('resident')
  const [, navigate] = useLocation()
  const units = useUnits()
  const here = units.find((one) => one.id === unit) ?? units[0]
  return (
    <main className='page'>
      <PageHead title={t('account.title')} />
      {units.length > 1 && (
        <div className='chips'>
          {units.map((one) => (
            <button
              key={one.id}
              type='button'
              className='chip-button'
              aria-pressed={one.id === here?.id}
              onClick={() => navigate(`/account/${one.id}`, { replace: true })}
            >
              {one.name}
            </button>
          ))}
        </div>
      )}
      {here ? (
        <OfUnit key={here.id} id={here.id} name={here.name} />
      ) : (
        <p className='empty'>{t('account.no_unit')}</p>
      )}
    </main>
  )
}

function OfUnit({ id, name }: { id: string; name: string }) {
  const { data, error, isPending, refetch } = useQuery(account(id))
  if (isPending) return <Loading lines={8} />
  if (!data) return <ProblemNotice failure={error} onRetry={() => void refetch()} />
  return (
    <>
      <Balance found={data} name={name} />
      <Statement found={data} />
    </>
  )
}

function Balance({ found, name }: { found: Account; name: string }) {
  const { t } = useTranslation('resident')
  const { balance, amount_due, standing, since } = found
  const isOwed = balance.amount > 0
  return (
    <section
      className={standing === 'arrears' ? 'card balance arrears' : 'card balance'}
      aria-labelledby='balance-title'
    >
      <h2 id='balance-title'>
        {t(isOwed ? 'account.to_pay' : balance.amount < 0 ? 'account.credit' : 'account.even', {
          unit: name,
        })}
      </h2>
      <p className='amount'>{money({ ...balance, amount: Math.abs(balance.amount) })}</p>
      {standing === 'arrears' ? (
        <p className='overdue'>
          {t('account.overdue', { amount: money(amount_due) })}
          {since ? ` · ${t('account.since', { date: day(since) })}` : ''}
        </p>
      ) : (
        <p>{t('account.clear')}</p>
      )}
      {isOwed && <HowToPay />}
    </section>
  )
}

function Statement({ found }: { found: Account }) {
  const { t } = useTranslation('resident')
  const all = months(found)
  const [month, setMonth] = useState('')
  const { charges, payments } = inMonth(found, month)
  return (
    <section className='card' aria-labelledby='statement-title'>
      <div className='section-head'>
        <h2 id='statement-title'>{t('account.statement')}</h2>
        <select
          aria-label={t('account.month')}
          value={month}
          onChange={(event) => setMonth(event.target.value)}
        >
          <option value=''>{t('account.all_months')}</option>
          {all.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </div>
      <h3>{t('account.charges')}</h3>
      <Charges charges={charges} />
      <h3>{t('account.payments')}</h3>
      <Payments payments={payments} />
    </section>
  )
}
