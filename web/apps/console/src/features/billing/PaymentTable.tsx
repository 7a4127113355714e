/** What came in for a unit, newest first. */

import type { Schemas } from '@steward/api'
import { moment, money } from '@steward/ui'
import { Button, Empty, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { fromMinor } from '../../shared/money/minor'
import { ExportButton } from '../../shared/table/ExportButton'
import type { Act } from './ActDialog'
import { PROVIDERS } from './PaymentDrawer'

export type Payment = Schemas['PaymentOut']

interface Shown {
  payments: readonly Payment[]
  /** Of the unit, for the exported file. */
  name: string
  /** Absent where the reader may not post. */
  onAct: ((act: Act) => void) | null
}

export function PaymentTable({ payments, name, onAct }: Shown) {
  const { t } = useTranslation('console')
  const providerOf = (provider: string) => {
    const known = PROVIDERS.find((one) => one === provider)
    return known ? t(`billing.by.${known}`) : provider
  }
  return (
    <>
      <header className='page-title'>
        <h2>{t('billing.payments')}</h2>
        <span className='stretch' />
        <ExportButton
          name={`${name}-${t('billing.payments')}`}
          heads={[
            t('billing.posted_at'),
            t('billing.amount'),
            t('billing.currency'),
            t('billing.provider'),
            t('billing.reference'),
            t('billing.state'),
          ]}
          gather={async () =>
            payments.map((one) => [
              one.posted_at,
              fromMinor(one.amount.amount, one.amount.currency),
              one.amount.currency,
              providerOf(one.provider),
              one.provider_reference,
              one.is_reversed ? t('billing.charge_state.reversed') : '',
            ])
          }
        />
      </header>
      <Table<Payment>
        aria-label={t('billing.payments')}
        size='small'
        rowKey='id'
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        dataSource={[...payments]}
        locale={{ emptyText: <Empty description={t('billing.no_payments')} /> }}
        rowClassName={(one) => (one.is_reversed ? 'is-reversed' : '')}
        columns={[
          { title: t('billing.posted_at'), render: (_, one) => moment(one.posted_at) },
          { title: t('billing.amount'), align: 'right', render: (_, one) => money(one.amount) },
          { title: t('billing.provider'), render: (_, one) => providerOf(one.provider) },
          { title: t('billing.reference'), dataIndex: 'provider_reference' },
          {
            title: t('billing.state'),
            render: (_, one) => (one.is_reversed ? <Tag>{t('billing.charge_state.reversed')}</Tag> : null),
          },
          {
            title: t('people.actions'),
            render: (_, one) =>
              onAct &&
              !one.is_reversed && (
                <Button
                  type='link'
                  size='small'
                  danger
                  aria-label={t('billing.act.reverse_payment.title', { name: one.provider_reference })}
                  onClick={() => onAct({ kind: 'reverse_payment', id: one.id, name: one.provider_reference })}
                >
                  {t('billing.act.reverse_payment.confirm')}
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}
