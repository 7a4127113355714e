/** The calendars that say when the company works. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { PageTitle } from '../../shared/PageTitle'
import { useCan } from '../../shared/rights'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { type Calendar, listCalendars } from './api/useCalendars'

export default function CalendarsPage() {
  const { t } = useTranslation('worktime')
  const { t: own } = useTranslation('console')
  const [, navigate] = useLocation()
  const can = useCan()
  const columns: Column<Calendar>[] = [
    { key: 'name', title: t('calendar.name'), value: (one) => one.name, width: 260 },
    { key: 'zone', title: t('calendar.zone'), value: (one) => one.zone, width: 180 },
    {
      key: 'region',
      title: t('calendar.region'),
      value: (one) => one.region ?? t('calendar.no_region'),
      width: 180,
    },
    {
      key: 'days',
      title: t('calendar.days'),
      value: (one) => Object.values(one.week).filter((shifts) => shifts.length > 0).length,
      align: 'right',
      width: 140,
    },
    {
      key: 'exceptions',
      title: t('exception.title'),
      value: (one) => one.exceptions.length,
      align: 'right',
      width: 140,
    },
  ]
  return (
    <DataTable
      name={own('page.calendars')}
      columns={columns}
      queryKey={['calendars', 'pages']}
      fetchPage={listCalendars()}
      rowKey={(one) => one.id}
      onOpen={(one) => navigate(`/calendars/${one.id}`)}
      empty={t('calendar.none')}
      head={(exporting) => (
        <PageTitle
          title={own('page.calendars')}
          extra={
            <Space>
              {exporting}
              {can('calendar.manage') && (
                <Link href='/calendars/new'>
                  <Button type='primary' icon={<PlusOutlined />}>
                    {t('calendar.add')}
                  </Button>
                </Link>
              )}
            </Space>
          }
        />
      )}
    />
  )
}
