/** How well work is done, by whom and where: completion, timeliness, excellence over any window. */
import { useMe } from '@steward/ui'
import { Card, DatePicker, Empty, Segmented, Skeleton } from 'antd'
import dayjs from 'dayjs'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAddress } from '../../shared/address'
import { today } from '../../shared/day'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { DIMENSIONS, type Figures, useStats } from './api/stats'
import { ordersBehind } from './drill'
import { FiguresTable } from './FiguresTable'
import { windowOf } from './window'
import './kpis.css'

const RateChart = lazy(() => import('./RateChart'))
const DAY = 'YYYY-MM-DD'
/** More bars than this are a table. */
const MOST_BARS = 12

export default function KpisPage() {
  const { t } = useTranslation('console')
  const [search, change] = useAddress()
  const zone = useMe().data?.tenant?.time_zone ?? 'UTC'
  const window = windowOf(search, today(zone))
  const stats = useStats(window)
  const rows = stats.data?.items ?? []
  return (
    <>
      <PageTitle title={t('page.kpis')}>
        <Segmented
          aria-label={t('kpis.group_by')}
          value={window.by}
          onChange={(by) => change({ by })}
          options={DIMENSIONS.map((one) => ({ value: one, label: t(`kpis.by.${one}`) }))}
        />
        <DatePicker.RangePicker
          aria-label={t('kpis.window')}
          allowClear={false}
          value={[dayjs(window.from), dayjs(window.to)]}
          onChange={(days) => days && change({ from: days[0]?.format(DAY), to: days[1]?.format(DAY) })}
        />
      </PageTitle>
      {stats.isError && <ProblemNotice failure={stats.error} onRetry={() => void stats.refetch()} />}
      {stats.isPending && <Skeleton active />}
      {stats.data && rows.length === 0 && <Empty description={t('kpis.none')} />}
      {rows.length > 0 && (
        <>
          <Charts rows={rows.slice(0, MOST_BARS)} window={window} />
          <FiguresTable rows={rows} window={window} />
        </>
      )}
    </>
  )
}

function Charts({ rows, window }: { rows: Figures[]; window: ReturnType<typeof windowOf> }) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const [, navigate] = useLocation()
  const names = rows.map((row) => row.name)
  const choose = (index: number) => {
    const row = rows[index]
    if (row) navigate(ordersBehind(row, window))
  }
  const charts = [
    {
      title: t('kpis.completion'),
      series: [{ name: t('kpis.completion'), rates: rows.map((row) => row.completion_rate ?? null) }],
    },
    {
      title: t('kpis.timeliness'),
      series: (['respond', 'arrive', 'complete'] as const).map((kind) => ({
        name: shared(`deadline.${kind}`),
        rates: rows.map((row) => row.timeliness[kind].rate ?? null),
      })),
    },
    {
      title: t('kpis.excellence'),
      series: [{ name: t('kpis.excellence'), rates: rows.map((row) => row.excellence_rate ?? null) }],
    },
  ]
  return (
    <div className='charts'>
      {charts.map(({ title, series }) => (
        <Card key={title} size='small' title={title}>
          <Suspense fallback={<Skeleton active />}>
            <RateChart label={title} names={names} series={series} onChoose={choose} />
          </Suspense>
        </Card>
      ))}
    </div>
  )
}
