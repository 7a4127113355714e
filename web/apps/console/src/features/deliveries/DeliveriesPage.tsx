/** What left the house: to whom, by which channel, and what became of it. */
import { moment } from '@steward/ui'
import { Alert, Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress, useOpenOrder } from '../../shared/address'
import '../../shared/forms/forms.css'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useCan } from '../../shared/rights'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import type { FetchPage } from '../../shared/table/walk'
import type { Kind } from '../message-templates/api/listTemplates'
import { AddressFaults } from './AddressFaults'
import { listDeliveries } from './api/listDeliveries'
import { useOrderByNumber } from './api/useOrderByNumber'
import { DeliveryFilters } from './DeliveryFilters'
import { CHANNELS, knownReason, LOST, type Row, STATES } from './rows'

export default function DeliveriesPage() {
  const { t } = useTranslation('messages')
  const { t: own } = useTranslation('console')
  const can = useCan()
  const [search] = useAddress()
  const number = search.get('number') ?? ''
  const person = search.get('person') || undefined
  const channel = CHANNELS.find((one) => one === search.get('channel'))
  const status = STATES.find((one) => one === search.get('status'))
  const order = useOrderByNumber(number)
  const isNowhere = order.data === null
  const isAll = !number && !person
  const sought = { workOrder: order.data ?? undefined, person, channel, status }
  return (
    <DataTable
      name={own('page.deliveries')}
      columns={useColumns()}
      queryKey={['deliveries', number, sought]}
      fetchPage={number && !order.data ? nothing : listDeliveries(sought)}
      rowKey={(one) => one.key}
      empty={t(isAll ? 'delivery.none_lost' : 'delivery.none')}
      head={(exporting) => (
        <>
          <PageTitle title={own('page.deliveries')} extra={exporting}>
            <DeliveryFilters />
          </PageTitle>
          {isAll && <p className='form-lead'>{t('delivery.only_lost')}</p>}
          {order.isError && <ProblemNotice failure={order.error} onRetry={() => void order.refetch()} />}
          {isNowhere && <Alert type='warning' showIcon title={t('delivery.no_order', { number })} />}
          {person && can('channel.manage') && <AddressFaults key={person} person={person} />}
        </>
      )}
    />
  )
}

/** A number of no order finds nothing. */
const nothing: FetchPage<Row> = async () => ({ items: [] })

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('messages')
  const [, openOrder] = useOpenOrder()
  const kinds = t('kind', { returnObjects: true }) as Record<Kind, string>
  const reason = ({ sending }: Row) => {
    if (!sending) return t('reason.nowhere')
    const known = knownReason(sending.error)
    return known ? t(`reason.${known}`) : (sending.error ?? '')
  }
  return [
    {
      key: 'at',
      title: t('delivery.at'),
      value: ({ delivery }) => delivery.created_at,
      render: ({ delivery }) => moment(delivery.created_at),
      width: 185,
    },
    { key: 'to', title: t('delivery.to'), value: ({ delivery }) => delivery.person_name, width: 115 },
    {
      key: 'kind',
      title: t('delivery.kind'),
      value: ({ delivery }) => kinds[delivery.kind as Kind] ?? delivery.kind,
      width: 135,
    },
    {
      key: 'order',
      title: t('delivery.order'),
      value: ({ delivery }) => delivery.number,
      render: ({ delivery: { work_order_id: id, number } }) =>
        id && (
          <Button type='link' size='small' onClick={() => openOrder(id)}>
            {number || t('delivery.open_order')}
          </Button>
        ),
      width: 145,
    },
    {
      key: 'channel',
      title: t('delivery.channel'),
      value: ({ sending }) => (sending ? t(`channel.${sending.channel}`) : ''),
      width: 125,
    },
    {
      key: 'state',
      title: t('delivery.state'),
      value: ({ sending }) => t(`state.${sending?.status ?? 'nowhere'}`),
      render: ({ sending }) => (
        <Tag color={colourOf(sending)}>{t(`state.${sending?.status ?? 'nowhere'}`)}</Tag>
      ),
      width: 100,
    },
    { key: 'reason', title: t('delivery.reason'), value: reason, width: 125 },
    {
      key: 'attempts',
      title: t('delivery.attempts'),
      value: ({ sending }) => sending?.attempts ?? 0,
      align: 'right',
      width: 70,
    },
    {
      key: 'since',
      title: t('delivery.since'),
      value: ({ delivery, sending }) => sending?.at ?? delivery.not_before,
      render: ({ delivery, sending }) => since(sending?.at ?? null, delivery.not_before, t),
      width: 185,
    },
  ]
}

function colourOf(sending: Row['sending']): string | undefined {
  if (!sending || LOST.includes(sending.status)) return 'red'
  return sending.status === 'sent' || sending.status === 'delivered' ? 'green' : undefined
}

function since(
  at: string | null,
  notBefore: string | null,
  t: ReturnType<typeof useTranslation<'messages'>>['t'],
) {
  if (at) return moment(at)
  return notBefore && t('delivery.waits', { moment: moment(notBefore) })
}
