/** Saved reports, and the files that one had made. */
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { PageTitle } from '../../shared/PageTitle'
import { useCan } from '../../shared/rights'
import { ExportList } from './ExportList'
import { ReportList } from './ReportList'
import '../kpis/figures.css'
import './reports.css'

export default function ReportsPage() {
  const { t } = useTranslation('figures')
  const { t: own } = useTranslation('console')
  const [search, change] = useAddress()
  const can = useCan()
  const shown = search.get('tab') === 'files' && can('export.request') ? 'files' : 'reports'
  const title = (
    <Segmented
      aria-label={own('page.reports')}
      value={shown}
      onChange={(tab) => change({ tab: tab === 'files' ? tab : undefined })}
      options={[
        { value: 'reports', label: t('report.tab') },
        { value: 'files', label: t('export.tab'), disabled: !can('export.request') },
      ]}
    />
  )
  const head = (extra: React.ReactNode) => (
    <PageTitle title={own('page.reports')} extra={extra}>
      {title}
    </PageTitle>
  )
  return shown === 'files' ? <ExportList head={head} /> : <ReportList head={head} />
}
