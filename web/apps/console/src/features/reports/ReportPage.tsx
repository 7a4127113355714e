/** One saved report: today's figures, what is behind them, and the same as a file. */
import { Button, Empty, Skeleton, Space } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'wouter'
import { ConfirmDialog } from '../../shared/forms/ConfirmDialog'
import { useNames } from '../../shared/names/useNames'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import type { Figure } from '../kpis/api/facts'
import { type Asked, DIMENSIONS, type Measure } from '../kpis/api/stats'
import { MeasureTable } from '../kpis/MeasureTable'
import { daysOf } from '../kpis/period'
import { rowsOf } from '../kpis/rows'
import { removeReport } from './api/removeReport'
import type { Report } from './api/reports'
import { useReport } from './api/useReport'
import { useReportFigures } from './api/useReportFigures'
import { ExportMenu } from './ExportMenu'
import { ReportDrawer } from './ReportDrawer'
import { useReportWords } from './useReportWords'
import '../kpis/figures.css'
import './reports.css'

const BehindDrawer = lazy(() => import('../kpis/BehindDrawer'))
/** What every row says, for a report that names no measures. */
const BASIC: Measure[] = ['reported', 'due', 'completed', 'completion_rate', 'rated', 'excellence_rate']

export default function ReportPage() {
  const { t } = useTranslation('figures')
  const { id } = useParams<{ id: string }>()
  const report = useReport(id)
  return (
    <>
      <p className='report-back'>
        <Link href='/reports'>{t('report.back')}</Link>
      </p>
      {report.isError && (
        <>
          <PageTitle title={t('report.gone')} />
          <ProblemNotice failure={report.error} onRetry={() => void report.refetch()} />
        </>
      )}
      {report.isPending && <Skeleton active />}
      {report.data && <Opened report={report.data} />}
    </>
  )
}

function Opened({ report }: { report: Report }) {
  const { t } = useTranslation('figures')
  const [, navigate] = useLocation()
  const words = useReportWords()
  const [asked, setAsked] = useState<'change' | 'remove' | null>(null)
  const about = t('report.about', {
    by: t(`by_row.${report.group_by}`),
    days: words.days(report),
    shared: t(`report.shared_with.${report.shared}`),
    owner: report.owner_name,
  })
  return (
    <>
      <PageTitle
        title={report.name}
        extra={
          <Space wrap>
            <ExportMenu wish={{ kind: 'report', filters: { report: report.id } }} />
            {report.is_own && (
              <>
                <Button onClick={() => setAsked('change')}>{t('report.edit')}</Button>
                <Button danger onClick={() => setAsked('remove')}>
                  {t('report.remove')}
                </Button>
              </>
            )}
          </Space>
        }
      />
      <p className='hint'>{[about, words.only(report)].filter(Boolean).join(' · ')}</p>
      <ReportFigures report={report} />
      {asked === 'change' && (
        <ReportDrawer
          report={report}
          initial={{}}
          onClose={() => setAsked(null)}
          onDone={() => setAsked(null)}
        />
      )}
      {asked === 'remove' && (
        <ConfirmDialog
          title={t('report.remove_title', { name: report.name })}
          text={t('report.remove_text')}
          confirm={t('report.remove')}
          isDanger
          send={async () => {
            await removeReport(report)
            navigate('/reports')
          }}
          refreshes={[['reports', 'pages']]}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

function ReportFigures({ report }: { report: Report }) {
  const { t } = useTranslation('figures')
  const names = useNames()
  const figures = useReportFigures(report.id, report.version)
  const [behind, setBehind] = useState<Figure | null>(null)
  if (figures.isError) return <ProblemNotice failure={figures.error} onRetry={() => void figures.refetch()} />
  if (figures.isPending) return <Skeleton active />
  const { from, to, items } = figures.data
  const narrowed = DIMENSIONS.flatMap((one) => (report.filters[one] ? [[one, report.filters[one]]] : []))
  const asked: Asked = { by: report.group_by, from, to, filters: Object.fromEntries(narrowed) }
  const rows = rowsOf(items, asked, (row) => (asked.by === 'category' ? names.category(row.key) : ''))
  if (rows.length === 0) return <Empty description={t('report.none_of_days')} />
  return (
    <>
      <MeasureTable
        title={daysOf({ from, to })}
        of={t(`by.${report.group_by}`)}
        rows={rows}
        measures={report.measures.length > 0 ? (report.measures as Measure[]) : BASIC}
        onBehind={setBehind}
      />
      <Suspense>{behind && <BehindDrawer figure={behind} onClose={() => setBehind(null)} />}</Suspense>
    </>
  )
}
