/** What a unit was charged, newest first, and what is left of each charge. */

import type { Schemas } from '@steward/api'
import { day, money } from '@steward/ui'
import { Button, Empty, Space, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { fromMinor } from '../../shared/money/minor'
import { ExportButton } from '../../shared/table/ExportButton'
import type { Act } from './ActDialog'

export type Charge = Schemas['ChargeOut']

interface Shown {
  charges: readonly Charge[]
  /** Of the unit, for the exported file. */
  name: string
  /** Absent where the reader may not post. */
  onAct: ((act: Act) => void) | null
}

const KNOWN_KINDS = ['property_fee', 'parking', 'water', 'power', 'repair', 'reversal'] as const

export function useChargeKind(): (kind: string) => string {
  const { t } = useTranslation('billing')
  return (kind) => {
    const known = KNOWN_KINDS.find((one) => one === kind)
    return known ? t(`kind.${known}`) : kind
  }
}

export function ChargeTable({ charges, name, onAct }: Shown) {
  const { t } = useTranslation('billing')
  const { t: own } = useTranslation('console')
  const kindOf = useChargeKind()
  const state = (one: Charge) => {
    if (one.is_reversed) return 'reversed'
    if (one.is_disputed) return 'disputed'
    return one.remaining.amount > 0 ? 'open' : 'paid'
  }
  return (
    <>
      <header className='page-title'>
        <h2>{t('charges')}</h2>
        <span className='stretch' />
        <ExportButton
          name={`${name}-${t('charges')}`}
          heads={[
            t('charge_kind'),
            t('period'),
            t('due_on'),
            t('amount'),
            t('remaining'),
            t('currency'),
            t('state'),
          ]}
          gather={async () =>
            charges.map((one) => [
              kindOf(one.kind),
              one.period,
              one.due_on,
              fromMinor(one.amount.amount, one.amount.currency),
              fromMinor(one.remaining.amount, one.amount.currency),
              one.amount.currency,
              t(`charge_state.${state(one)}`),
            ])
          }
        />
      </header>
      <Table<Charge>
        aria-label={t('charges')}
        size='small'
        rowKey='id'
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        dataSource={[...charges]}
        locale={{ emptyText: <Empty description={t('no_charges')} /> }}
        rowClassName={(one) => (one.is_reversed ? 'is-reversed' : '')}
        columns={[
          { title: t('charge_kind'), render: (_, one) => kindOf(one.kind) },
          { title: t('period'), dataIndex: 'period' },
          { title: t('due_on'), render: (_, one) => day(one.due_on) },
          { title: t('amount'), align: 'right', render: (_, one) => money(one.amount) },
          { title: t('remaining'), align: 'right', render: (_, one) => money(one.remaining) },
          {
            title: t('state'),
            render: (_, one) => <Tag>{t(`charge_state.${state(one)}`)}</Tag>,
          },
          {
            title: own('people.actions'),
            render: (_, one) =>
              onAct && !one.is_reversed && <ChargeActs charge={one} onAct={onAct} name={kindOf(one.kind)} />,
          },
        ]}
      />
    </>
  )
}

interface Acts {
  charge: Charge
  name: string
  onAct: (act: Act) => void
}

function ChargeActs({ charge, name, onAct }: Acts) {
  const { t } = useTranslation('billing')
  const called = `${name} ${charge.period}`
  const kinds: Act['kind'][] = [charge.is_disputed ? 'settle' : 'dispute']
  // What a taken-back payment left owed is undone by another payment, not by a reversal.
  if (charge.kind !== 'reversal') kinds.push('reverse_charge')
  return (
    <Space size={0}>
      {kinds.map((kind) => (
        <Button
          key={kind}
          type='link'
          size='small'
          danger={kind === 'reverse_charge'}
          aria-label={t(`act.${kind}.title`, { name: called })}
          onClick={() => onAct({ kind, id: charge.id, name: called })}
        >
          {t(`act.${kind}.confirm`)}
        </Button>
      ))}
    </Space>
  )
}
