/** What is known of the unit while its resident speaks: what is owed, and what was reported before. */
import { moment, money } from '@steward/ui'
import { Alert, Card, Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useOpenOrder } from '../../shared/address'
import { StatusTag } from '../../shared/orders/StatusTag'
import { useCan } from '../../shared/rights'
import { useAccount } from './api/account'
import { useHistory } from './api/history'

export function UnitHistory({ unit }: { unit?: string }) {
  const { t } = useTranslation('console')
  const can = useCan()
  const [, open] = useOpenOrder()
  const account = useAccount(unit, can('account.read'))
  const history = useHistory(unit)
  return (
    <Card
      size='small'
      title={t('intake.history')}
      className='intake-history'
      loading={!!unit && history.isPending}
    >
      {account.data?.standing === 'arrears' && (
        <Alert
          type='warning'
          showIcon
          title={t('intake.arrears', { amount: money(account.data.amount_due) })}
          description={t('intake.arrears_how')}
        />
      )}
      {!unit && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('intake.history_hint')} />}
      {history.data?.items.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('intake.first')} />
      )}
      <ul>
        {history.data?.items.map((order) => (
          <li key={order.id}>
            <button type='button' onClick={() => open(order.id)}>
              <StatusTag status={order.status} /> <strong>{order.title}</strong>
              <span className='intake-weak'>{`${order.number} · ${moment(order.reported_at)}`}</span>
            </button>
          </li>
        ))}
      </ul>
      {history.data?.next_cursor && <Link href={`/orders?unit=${unit}`}>{t('intake.all_of_unit')}</Link>}
    </Card>
  )
}
