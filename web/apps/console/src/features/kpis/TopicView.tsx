/** One topic: drawn by row and over time, and both in numbers, with what is behind them. */
import { useMe } from '@steward/ui'
import { Card, Empty, Segmented, Select, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { useNames } from '../../shared/names/useNames'
import { ProblemNotice } from '../../shared/ProblemNotice'
import type { Figure } from './api/facts'
import { useMeasures } from './api/measures'
import { useSeries } from './api/series'
import { type Measure, useStats } from './api/stats'
import { MeasureTable, type Row } from './MeasureTable'
import { periodName } from './period'
import { largest, periodRows, rowsOf } from './rows'
import { TOPICS } from './topics'
import { useFigure } from './useFigure'
import { type View, WINDOWS } from './window'

const Chart = lazy(() => import('./Chart'))
const BehindDrawer = lazy(() => import('./BehindDrawer'))
/** More bars than this are a table. */
const MOST_BARS = 12
const ALL = ''
const MINUTE_S = 60

export function TopicView({ view }: { view: View & { topic: keyof typeof TOPICS } }) {
  const { t } = useTranslation('figures')
  const { asked } = view
  const names = useNames()
  const me = useMe().data
  const { drawn, listed }: { drawn: Measure[]; listed: Measure[] } = TOPICS[view.topic]
  const stats = useStats(asked, listed)
  const [behind, setBehind] = useState<Figure | null>(null)
  const isWide = asked.by === 'category' || asked.by === 'community'
  if (stats.isError) return <ProblemNotice failure={stats.error} onRetry={() => void stats.refetch()} />
  if (stats.isPending) return <Skeleton active />
  const rows = rowsOf(stats.data.items, asked, (row) =>
    asked.by === 'category' ? names.category(row.key) : '',
  )
  if (rows.length === 0)
    return (
      <Empty description={t('none')}>{isWide && me && <p className='hint'>{t('whole_company')}</p>}</Empty>
    )
  return (
    <>
      <div className='charts'>
        <RowsChart title={t(`by_row.${asked.by}`)} rows={rows} measures={drawn} />
        <SeriesCard view={view} rows={rows} measures={drawn} listed={listed} />
      </div>
      <MeasureTable
        title={t('numbers')}
        of={t(`by.${asked.by}`)}
        rows={rows}
        measures={listed}
        onBehind={setBehind}
      />
      <PeriodTable view={view} rows={rows} listed={listed} onBehind={setBehind} />
      <Suspense>{behind && <BehindDrawer figure={behind} onClose={() => setBehind(null)} />}</Suspense>
    </>
  )
}

/** How values of these measures are drawn: they share a unit. */
function useScale(measures: Measure[]) {
  const about = useMeasures().data
  const say = useFigure()
  const unit = (measures[0] && about?.get(measures[0])?.unit) ?? 'orders'
  return {
    say: (value: number | null) => (value === 0 ? '0' : say(value, unit, measures[0])),
    most: unit === 'share' ? 1 : undefined,
    step: unit === 'seconds' ? MINUTE_S : undefined,
  }
}

function RowsChart({ title, rows, measures }: { title: string; rows: Row[]; measures: Measure[] }) {
  const { t } = useTranslation('figures')
  const shown = largest(rows, measures[0], MOST_BARS)
  return (
    <Card
      size='small'
      title={title}
      extra={
        shown.length < rows.length && (
          <span className='hint'>{t('cut', { count: shown.length, all: rows.length })}</span>
        )
      }
    >
      <Suspense fallback={<Skeleton active />}>
        <Chart
          kind='bars'
          label={title}
          names={shown.map((row) => row.name)}
          series={measures.map((one) => ({
            name: t(`measure.${one}`),
            values: shown.map((row) => row.values[one] ?? null),
          }))}
          {...useScale(measures)}
        />
      </Suspense>
    </Card>
  )
}

interface OverTime {
  view: View
  rows: Row[]
  listed: Measure[]
}

function SeriesCard({ view, rows, measures, listed }: OverTime & { measures: Measure[] }) {
  const { t, i18n } = useTranslation('figures')
  const [, change] = useAddress()
  const series = useSeries(view.asked, listed, view.window, view.row)
  const scale = useScale(measures)
  const periods = series.data?.items ?? []
  return (
    <Card
      size='small'
      title={t('over_time')}
      extra={
        <span className='series-choice'>
          <Select
            size='small'
            aria-label={t('of_row')}
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: 'label' }}
            value={view.row ?? ALL}
            options={[
              { value: ALL, label: t('together') },
              ...rows.map((row) => ({ value: row.id, label: row.name })),
            ]}
            onChange={(row) => change({ row: row || undefined })}
          />
          <Segmented
            size='small'
            aria-label={t('window.label')}
            value={view.window}
            options={WINDOWS.map((one) => ({ value: one, label: t(`window.${one}`) }))}
            onChange={(window) => change({ window })}
          />
        </span>
      }
    >
      {series.isError && <ProblemNotice failure={series.error} onRetry={() => void series.refetch()} />}
      {series.isPending && <Skeleton active />}
      {series.data && (
        <Suspense fallback={<Skeleton active />}>
          <Chart
            kind='lines'
            label={t('over_time')}
            names={periods.map((one) => periodName(one.from, view.window, i18n.language))}
            series={measures.map((one) => ({
              name: t(`measure.${one}`),
              values: periods.map(({ values }) => values[one] ?? null),
            }))}
            {...scale}
          />
        </Suspense>
      )}
    </Card>
  )
}

/** The line as numbers. Its query is the chart's. */
function PeriodTable({ view, rows, listed, onBehind }: OverTime & { onBehind: (figure: Figure) => void }) {
  const { t } = useTranslation('figures')
  const { data } = useSeries(view.asked, listed, view.window, view.row)
  if (!data) return null
  const whose = rows.find((row) => row.id === view.row)?.name ?? t('together')
  return (
    <MeasureTable
      title={`${t('numbers_over_time')}: ${whose}`}
      of={t('period')}
      rows={periodRows(data.items, view.asked, view.row)}
      // Of one row, or of all together, there is no share.
      measures={listed.filter((one) => one !== 'reported_share')}
      onBehind={onBehind}
    />
  )
}
