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
  const { t } = useTranslation('billing')
  const { t: own } = useTranslation('console')
  const providerOf = (provider: string) => {
    const known = PROVIDERS.find((one) => one === provider)
    return known ? t(`by.${known}`) : provider
  }
  return (
    <>
      <header className='page-title'>
        <h2>{t('payments')}</h2>
        <span className='stretch' />
        <ExportButton
          name={`${name}-${t('payments')}`}
          heads={[t('posted_at'), t('amount'), t('currency'), t('provider'), t('reference'), t('state')]}
          gather={async () =>
            payments.map((one) => [
              one.posted_at,
              fromMinor(one.amount.amount, one.amount.currency),
              one.amount.currency,
              providerOf(one.provider),
              one.provider_reference,
              one.is_reversed ? t('charge_state.reversed') : '',
            ])
          }
        />
      </header>
      <Table<Payment>
        aria-label={t('payments')}
        size='small'
        rowKey='id'
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        dataSource={[...payments]}
        locale={{ emptyText: <Empty description={t('no_payments')} /> }}
        rowClassName={(one) => (one.is_reversed ? 'is-reversed' : '')}
        columns={[
          { title: t('posted_at'), render: (_, one) => moment(one.posted_at) },
          { title: t('amount'), align: 'right', render: (_, one) => money(one.amount) },
          { title: t('provider'), render: (_, one) => providerOf(one.provider) },
          { title: t('reference'), dataIndex: 'provider_reference' },
          {
            title: t('state'),
            render: (_, one) => (one.is_reversed ? <Tag>{t('charge_state.reversed')}</Tag> : null),
          },
          {
            title: own('people.actions'),
            render: (_, one) =>
              onAct &&
              !one.is_reversed && (
                <Button
                  type='link'
                  size='small'
                  danger
                  aria-label={t('act.reverse_payment.title', { name: one.provider_reference })}
                  onClick={() => onAct({ kind: 'reverse_payment', id: one.id, name: one.provider_reference })}
                >
                  {t('act.reverse_payment.confirm')}
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}
