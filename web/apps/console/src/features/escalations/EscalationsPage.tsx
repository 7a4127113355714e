/** The ladder's messages to this person: what is missed or about to be, and a button that says "I see to it". */
import { moment } from '@steward/ui'
import { Button, Segmented, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress, useOpenOrder } from '../../shared/address'
import { PageTitle } from '../../shared/PageTitle'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { inbox, type Notification } from '../notifications/api/inbox'
import { useMarkRead } from '../notifications/api/mark-read'

const AcknowledgeDialog = lazy(() => import('./AcknowledgeDialog'))
const KINDS = ['deadline_breached', 'deadline_near'] as const

export default function EscalationsPage() {
  const { t } = useTranslation('console')
  const [search, change] = useAddress()
  const [, open] = useOpenOrder()
  const [asked, setAsked] = useState<Notification | null>(null)
  const read = useMarkRead()
  const kind = KINDS.find((one) => one === search.get('kind'))
  const isUnread = search.get('read') !== 'all'

  function look(one: Notification): void {
    if (!one.read_at) read.mutate(one.id)
    if (one.work_order_id) open(one.work_order_id)
  }

  const columns: Column<Notification>[] = [
    {
      key: 'kind',
      title: t('escalations.kind'),
      value: (one) => t(`escalations.${one.kind as 'deadline_near'}`),
      render: (one) => (
        <Tag variant='outlined' style={{ color: one.kind === 'deadline_near' ? '#8a4b00' : '#b3131c' }}>
          {t(`escalations.${one.kind as 'deadline_near'}`)}
        </Tag>
      ),
      width: 110,
    },
    {
      key: 'title',
      title: t('escalations.what'),
      value: (one) => one.title,
      render: (one) => (one.read_at ? one.title : <strong>{one.title}</strong>),
      width: 320,
    },
    { key: 'body', title: t('escalations.body'), value: (one) => one.body, width: 320 },
    {
      key: 'step',
      title: t('escalations.step'),
      value: (one) => (one.step === null || one.step === undefined ? '' : one.step + 1),
      width: 80,
    },
    {
      key: 'at',
      title: t('escalations.at'),
      value: (one) => one.created_at,
      render: (one) => moment(one.created_at),
      width: 180,
    },
    {
      key: 'do',
      title: t('escalations.action'),
      value: () => null,
      isControl: true,
      render: (one) =>
        one.work_order_id && (
          <Button
            size='small'
            onClick={(event) => {
              event.stopPropagation()
              setAsked(one)
            }}
          >
            {t('intervention.acknowledge.do')}
          </Button>
        ),
      width: 110,
    },
  ]

  return (
    <>
      <DataTable
        name={t('page.escalations')}
        columns={columns}
        queryKey={['notifications', 'escalations', kind, isUnread]}
        fetchPage={inbox({ kind: kind ? [kind] : [...KINDS], unread: isUnread || undefined })}
        rowKey={(one) => one.id}
        onOpen={look}
        changesWith='inbox'
        empty={t('escalations.none')}
        head={(exporting) => (
          <PageTitle title={t('page.escalations')} extra={exporting}>
            <Segmented
              aria-label={t('escalations.kind')}
              value={kind ?? ''}
              onChange={(chosen) => change({ kind: chosen })}
              options={[
                { value: '', label: t('escalations.all_kinds') },
                ...KINDS.map((one) => ({ value: one, label: t(`escalations.${one}`) })),
              ]}
            />
            <Segmented
              aria-label={t('escalations.which')}
              value={isUnread ? 'unread' : 'all'}
              onChange={(chosen) => change({ read: chosen === 'all' ? 'all' : undefined })}
              options={[
                { value: 'unread', label: t('escalations.unread') },
                { value: 'all', label: t('escalations.all') },
              ]}
            />
          </PageTitle>
        )}
      />
      <Suspense>
        {asked?.work_order_id && (
          <AcknowledgeDialog
            orderId={asked.work_order_id}
            onClose={() => setAsked(null)}
            onDone={() => read.mutate(asked.id)}
          />
        )}
      </Suspense>
    </>
  )
}
