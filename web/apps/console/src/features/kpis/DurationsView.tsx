/** How long orders waited and were worked on, by whoever had them, and how long they stood in each state. */
import { duration } from '@steward/ui'
import { Card, Empty, Skeleton, Table } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../shared/names/useNames'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { antdColumn, type Column } from '../../shared/table/columns'
import { ExportButton } from '../../shared/table/ExportButton'
import { type Durations, type Holder, useDurations } from './api/durations'
import { percent } from './percent'

const Chart = lazy(() => import('./Chart'))
const STATES = ['suspended', 'open', 'assigned', 'accepted', 'on_site', 'paused'] as const
const HOUR_S = 3600
const MOST_BARS = 12

export function DurationsView({ by, from, to }: { by: Holder; from: string; to: string }) {
  const { t } = useTranslation('figures')
  const { t: ui } = useTranslation('ui')
  const names = useNames()
  const durations = useDurations(by, { from, to })
  const inWords = (seconds: number) => duration(seconds * 1000, ui)
  const rows = (durations.data?.items ?? []).map((row) => ({
    ...row,
    name: by === 'category' ? names.category(row.key) || row.name : row.name,
  }))
  if (durations.isError)
    return <ProblemNotice failure={durations.error} onRetry={() => void durations.refetch()} />
  if (durations.isPending) return <Skeleton active />
  if (rows.length === 0) return <Empty description={t('none')} />

  const columns: Column<Durations>[] = [
    { key: 'name', title: t(`by.${by}`), value: (row) => row.name, width: 170 },
    ...(['waiting', 'working'] as const).map(
      (kind): Column<Durations> => ({
        key: kind,
        title: t(kind),
        value: (row) => row[`${kind}_s`],
        render: (row) => (row[`${kind}_s`] ? inWords(row[`${kind}_s`]) : '–'),
        width: 128,
        align: 'right',
      }),
    ),
    {
      key: 'share',
      title: t('waiting_share'),
      value: (row) => row.waiting_share,
      render: (row) => percent(row.waiting_share),
      width: 110,
      align: 'right',
    },
    ...STATES.map(
      (state): Column<Durations> => ({
        key: state,
        title: t('mean', { state: ui(`status.${state}`) }),
        value: (row) => row.states[state].mean_s,
        render: ({ states }) => (states[state].mean_s === null ? '–' : inWords(states[state].mean_s)),
        width: 140,
        align: 'right',
      }),
    ),
  ]
  const drawn = rows
    .toSorted((one, other) => other.waiting_s + other.working_s - one.waiting_s - one.working_s)
    .slice(0, MOST_BARS)
  return (
    <>
      <Card size='small' title={t(`by_row.${by}`)} className='one-chart'>
        <Suspense fallback={<Skeleton active />}>
          <Chart
            kind='bars'
            isStacked
            label={t('topic.name.waiting')}
            names={drawn.map((row) => row.name)}
            series={(['waiting', 'working'] as const).map((kind) => ({
              name: t(kind),
              values: drawn.map((row) => Math.round((row[`${kind}_s`] / HOUR_S) * 10) / 10),
            }))}
            say={(hours) => t('hours', { count: hours ?? 0 })}
          />
        </Suspense>
      </Card>
      <div className='figures-head'>
        <h2>{t('numbers')}</h2>
        <ExportButton
          name={t('topic.name.waiting')}
          heads={columns.map((column) => column.title)}
          gather={async () => rows.map((row) => columns.map((column) => column.value(row)))}
        />
      </div>
      <Table<Durations>
        aria-label={t('topic.name.waiting')}
        className='figures'
        size='small'
        rowKey='key'
        tableLayout='fixed'
        columns={columns.map((column) => ({ ...antdColumn(column), ellipsis: false }))}
        dataSource={rows}
        pagination={rows.length > 50 && { pageSize: 50 }}
        scroll={{ x: columns.reduce((sum, column) => sum + (column.width ?? 0), 0) }}
      />
    </>
  )
}
