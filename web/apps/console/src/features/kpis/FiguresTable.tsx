/** The same figures as numbers; each that counts orders leads to them. */
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { antdColumn, type Column } from '../../shared/table/columns'
import { ExportButton } from '../../shared/table/ExportButton'
import type { Figures, Window } from './api/stats'
import { ordersBehind } from './drill'
import { percent } from './percent'

const CLOCKS = ['respond', 'arrive', 'complete'] as const

export function FiguresTable({ rows, window }: { rows: Figures[]; window: Window }) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')

  const rate = (key: string, title: string, of: (row: Figures) => number | null): Column<Figures> => ({
    key,
    title,
    value: of,
    render: (row) => percent(of(row)),
    width: 124,
    align: 'right',
  })
  const count = (
    key: 'reported' | 'completed' | 'due' | 'rated' | 'excellent',
    more?: Record<string, string>,
  ): Column<Figures> => ({
    key,
    title: t(`kpis.${key}`),
    value: (row) => row[key],
    render: (row) =>
      more ? (
        <Link href={ordersBehind(row, window, more)} title={t('kpis.behind')}>
          {row[key]}
        </Link>
      ) : (
        row[key]
      ),
    width: 112,
    align: 'right',
  })

  const columns: Column<Figures>[] = [
    {
      key: 'name',
      title: t(`kpis.by.${window.by}`),
      value: (row) => row.name,
      render: (row) => (
        <Link href={ordersBehind(row, window)} title={t('kpis.behind')}>
          {row.name}
        </Link>
      ),
      width: 170,
    },
    count('reported', {}),
    count('due'),
    count('completed', { status: 'completed,closed' }),
    rate('completion', t('kpis.completion'), (row) => row.completion_rate ?? null),
    ...CLOCKS.flatMap((kind): Column<Figures>[] => [
      {
        key: kind,
        title: t('kpis.in_time', { kind: shared(`deadline.${kind}`) }),
        value: (row) => row.timeliness[kind].rate ?? null,
        render: (row) => <InTime {...row.timeliness[kind]} />,
        width: 128,
        align: 'right',
      },
      {
        key: `${kind}_missed`,
        title: t('kpis.missed', { kind: shared(`deadline.${kind}`) }),
        value: (row) => row.timeliness[kind].breached,
        isHidden: true,
      },
    ]),
    count('rated'),
    count('excellent'),
    rate('excellence', t('kpis.excellence'), (row) => row.excellence_rate ?? null),
    {
      key: 'average',
      title: t('kpis.average'),
      value: (row) => row.score_average ?? null,
      render: (row) => row.score_average?.toFixed(2) ?? '–',
      width: 90,
      align: 'right',
    },
  ]
  const shown = columns.filter((column) => !column.isHidden)
  return (
    <>
      <div className='figures-head'>
        <h2>{t('kpis.table')}</h2>
        <ExportButton
          name={`${t('page.kpis')}-${window.by}-${window.from}-${window.to}`}
          heads={columns.map((column) => column.title)}
          gather={async () => rows.map((row) => columns.map((column) => column.value(row)))}
        />
      </div>
      <Table<Figures>
        aria-label={t('kpis.table')}
        className='figures'
        size='small'
        rowKey='key'
        tableLayout='fixed'
        columns={shown.map((column) => ({ ...antdColumn(column), ellipsis: false }))}
        dataSource={rows}
        pagination={rows.length > 50 && { pageSize: 50 }}
        scroll={{ x: shown.reduce((sum, column) => sum + (column.width ?? 0), 0) }}
      />
    </>
  )
}

/** How often a deadline was kept, and how often not. */
function InTime({ rate, breached }: { rate?: number | null; breached: number }) {
  const { t } = useTranslation('console')
  if (!breached) return percent(rate)
  return (
    <>
      {percent(rate)} <span className='figures-missed'>{t('kpis.breached', { count: breached })}</span>
    </>
  )
}
