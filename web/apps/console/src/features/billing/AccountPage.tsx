/** One unit's money: where it stands today, its charges and payments, and what can be done about each. */
import { useMe } from '@steward/ui'
import { Button, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useCan } from '../../shared/rights'
import { useBuilding } from '../places/api/useBuilding'
import { useUnit } from '../places/api/useUnit'
import { type Act, ActDialog } from './ActDialog'
import { useAccount } from './api/useAccount'
import './billing.css'
import { ChargeDrawer } from './ChargeDrawer'
import { ChargeTable } from './ChargeTable'
import { PaymentDrawer } from './PaymentDrawer'
import { PaymentTable } from './PaymentTable'
import { StandingPanel } from './StandingPanel'

export default function AccountPage() {
  const { t } = useTranslation('billing')
  const can = useCan()
  const { unit: unitId = '' } = useParams<{ unit: string }>()
  const unit = useUnit(unitId)
  const building = useBuilding(unit.data?.building_id)
  const account = useAccount(unitId)
  const currency = useMe().data?.tenant?.currency ?? 'CNY'
  const [open, setOpen] = useState<'charge' | 'payment' | null>(null)
  const [act, setAct] = useState<Act | null>(null)
  const place = [building.data?.name, unit.data?.name].filter(Boolean).join(' · ')
  const onAct = can('charge.post') ? setAct : null
  return (
    <>
      <PageTitle
        title={t('account_of', { place })}
        extra={
          <Space>
            {can('charge.post') && <Button onClick={() => setOpen('charge')}>{t('post_charge')}</Button>}
            {can('payment.post') && (
              <Button type='primary' onClick={() => setOpen('payment')}>
                {t('record_payment')}
              </Button>
            )}
          </Space>
        }
      />
      {account.isError && <ProblemNotice failure={account.error} onRetry={() => void account.refetch()} />}
      {account.isPending && <Skeleton active />}
      {account.data && (
        <>
          <StandingPanel account={account.data} />
          <ChargeTable charges={account.data.charges} name={place} onAct={onAct} />
          <PaymentTable payments={account.data.payments} name={place} onAct={onAct} />
        </>
      )}
      <ChargeDrawer
        isOpen={open === 'charge'}
        unitId={unitId}
        currency={currency}
        onClose={() => setOpen(null)}
      />
      <PaymentDrawer
        isOpen={open === 'payment'}
        unitId={unitId}
        currency={currency}
        due={account.data?.balance.amount ?? 0}
        onClose={() => setOpen(null)}
      />
      {act && <ActDialog act={act} unitId={unitId} onClose={() => setAct(null)} />}
    </>
  )
}
