/** The residents whom somebody is to call about finished work, those who wait longest first. */
import { duration, moment, useNow } from '@steward/ui'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { useDepartments, useNames } from '../../shared/names/useNames'
import { NameChoice } from '../../shared/orders/NameChoice'
import { PageTitle } from '../../shared/PageTitle'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { type Callback, listCallbacks } from './api/listCallbacks'
import { CallbackDrawer } from './CallbackDrawer'

const STATES = ['open', 'done', 'withdrawn'] as const

export default function CallbacksPage() {
  const { t } = useTranslation('surveys')
  const { t: own } = useTranslation('console')
  const [search, change] = useAddress()
  const status = STATES.find((one) => one === search.get('status')) ?? 'open'
  const department = search.get('department') ?? undefined
  const chosen = search.get('call')
  return (
    <>
      <DataTable
        name={own('page.callbacks')}
        columns={useColumns(status)}
        queryKey={['callbacks', status, department]}
        fetchPage={listCallbacks(status, department)}
        rowKey={(one) => one.id}
        onOpen={(one) => change({ call: one.id })}
        changesWith='orders'
        empty={t(status === 'open' ? 'call.none_open' : 'call.none')}
        head={(exporting) => (
          <PageTitle title={own('page.callbacks')} extra={exporting}>
            <Segmented
              aria-label={t('call.state')}
              value={status}
              onChange={(one) => change({ status: one === 'open' ? undefined : one })}
              options={STATES.map((value) => ({ value, label: t(`call.states.${value}`) }))}
            />
            <NameChoice name='department' rows={useDepartments()} />
          </PageTitle>
        )}
      />
      {chosen && <CallbackDrawer key={chosen} id={chosen} onClose={() => change({ call: undefined })} />}
    </>
  )
}

function useColumns(status: Callback['status']): Column<Callback>[] {
  const { t } = useTranslation('surveys')
  const { t: ui } = useTranslation('ui')
  const { department, category } = useNames()
  const now = useNow()
  const since: Column<Callback> =
    status === 'open'
      ? {
          key: 'since',
          title: t('call.waits'),
          value: (one) => one.requested_at,
          render: (one) => duration(now - Date.parse(one.requested_at), ui),
          width: 130,
        }
      : {
          key: 'since',
          title: t('call.ended'),
          value: (one) => one.ended_at,
          render: (one) => one.ended_at && moment(one.ended_at),
          width: 170,
        }
  return [
    { key: 'order', title: t('call.order'), value: (one) => one.work_order.number, width: 150 },
    { key: 'title', title: t('call.about'), value: (one) => one.work_order.title, width: 230 },
    {
      key: 'category',
      title: t('call.category'),
      value: (one) => category(one.work_order.category) || one.work_order.category,
      width: 140,
    },
    {
      key: 'department',
      title: t('call.department'),
      value: (one) => department(one.work_order.department_id),
      width: 140,
    },
    { key: 'cause', title: t('call.cause'), value: (one) => t(`call.causes.${one.cause}`), width: 130 },
    { key: 'score', title: t('call.score'), value: (one) => one.score, align: 'right', width: 80 },
    since,
    { key: 'who', title: t('call.who'), value: (one) => one.claimed_by?.name, width: 120 },
    {
      key: 'attempts',
      title: t('call.tries'),
      value: (one) => one.attempts.length,
      align: 'right',
      width: 80,
    },
    {
      key: 'outcome',
      title: t('call.outcome'),
      value: (one) => one.outcome && t(`call.outcomes.${one.outcome}`),
      isHidden: status !== 'done',
      width: 120,
    },
  ]
}
