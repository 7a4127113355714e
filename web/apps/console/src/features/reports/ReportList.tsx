/** The reports that one may open; a row opens its figures. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAddress } from '../../shared/address'
import { useCan } from '../../shared/rights'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { listReports, type Report } from './api/reports'
import { ReportDrawer } from './ReportDrawer'
import { fresh } from './report-form'
import { useReportWords } from './useReportWords'

export function ReportList({ head }: { head: (extra: ReactNode) => ReactNode }) {
  const { t } = useTranslation('figures')
  const [, navigate] = useLocation()
  const [search, change] = useAddress()
  const [initial, setInitial] = useState(() => fresh(search))
  // Where its editor leads when it closes: the drawer closes after it is done.
  const made = useRef<string>(undefined)
  const words = useReportWords()
  const can = useCan()
  const columns: Column<Report>[] = [
    { key: 'name', title: t('report.name'), value: (one) => one.name, width: 240 },
    { key: 'by', title: t('report.by'), value: (one) => t(`by.${one.group_by}`), width: 110 },
    { key: 'measures', title: t('report.measures'), value: words.measures, width: 320 },
    { key: 'window', title: t('report.window'), value: words.days, width: 200 },
    {
      key: 'shared',
      title: t('report.shared'),
      value: (one) => t(`report.shared_with.${one.shared}`),
      width: 150,
    },
    { key: 'owner', title: t('report.owner'), value: (one) => one.owner_name, width: 130 },
  ]
  return (
    <>
      <DataTable
        name={t('report.tab')}
        columns={columns}
        queryKey={['reports', 'pages']}
        fetchPage={listReports}
        rowKey={(one) => one.id}
        onOpen={(one) => navigate(`/reports/${one.id}`)}
        empty={t('report.none')}
        head={(exporting) => (
          <>
            {head(
              <Space>
                {exporting}
                {can('report.keep') && (
                  <Button
                    type='primary'
                    icon={<PlusOutlined />}
                    onClick={() => {
                      setInitial(fresh(new URLSearchParams()))
                      change({ new: 'yes' })
                    }}
                  >
                    {t('report.add')}
                  </Button>
                )}
              </Space>,
            )}
            <p className='hint'>{t('report.lead')}</p>
          </>
        )}
      />
      {search.get('new') && can('report.keep') && (
        <ReportDrawer
          report={null}
          initial={initial}
          onClose={() => navigate(made.current ? `/reports/${made.current}` : '/reports', { replace: true })}
          onDone={(report) => {
            made.current = report.id
          }}
        />
      )}
    </>
  )
}
