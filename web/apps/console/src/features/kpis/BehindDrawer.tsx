/** What is behind a figure: the orders that it counts, which add up to it; each opens. */
import { day, moment } from '@steward/ui'
import { Button, Drawer, Empty, Skeleton, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useOpenOrder } from '../../shared/address'
import { useNames } from '../../shared/names/useNames'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { ExportMenu } from '../reports/ExportMenu'
import { type Fact, type Figure, factsQuery, useFacts } from './api/facts'
import { useMeasures } from './api/measures'
import { daysOf } from './period'
import { useFigure } from './useFigure'
import './figures.css'

export default function BehindDrawer({ figure, onClose }: { figure: Figure; onClose: () => void }) {
  const { t } = useTranslation('figures')
  const { t: ui } = useTranslation('ui')
  const names = useNames()
  const say = useFigure()
  const [, open] = useOpenOrder()
  const unit = useMeasures().data?.get(figure.measure)?.unit ?? 'orders'
  const facts = useFacts(figure)
  const rows = facts.data?.pages.flatMap((page) => page.items) ?? []
  // The newest page was asked for last: what was counted meanwhile is in its figure.
  const sum = facts.data?.pages.at(-1)?.figure ?? 0
  const listed = rows.reduce((total, one) => total + one.value, 0)
  return (
    <Drawer
      open
      size='min(960px, 94vw)'
      title={t(`measure.${figure.measure}`)}
      onClose={onClose}
      extra={<ExportMenu wish={{ kind: 'facts', filters: textOf(figure) }} />}
    >
      <p className='behind-head'>
        <strong>{figure.name}</strong>
        {` · ${daysOf(figure.asked)}`}
        {facts.data && ` · ${t('behind.sum', { count: say(sum, unit) as never })}`}
      </p>
      {facts.isError && <ProblemNotice failure={facts.error} onRetry={() => void facts.refetch()} />}
      {facts.isPending && <Skeleton active />}
      {facts.data && (
        <>
          <Table<Fact>
            aria-label={t(`measure.${figure.measure}`)}
            size='small'
            rowKey={(one) => `${one.day} ${one.work_order_id}`}
            pagination={false}
            dataSource={rows}
            scroll={{ x: 860 }}
            locale={{ emptyText: <Empty description={t('behind.none')} /> }}
            columns={[
              {
                title: t('behind.order'),
                width: 160,
                render: (_, one) => (
                  <Button type='link' size='small' className='figure' onClick={() => open(one.work_order_id)}>
                    {one.number}
                  </Button>
                ),
              },
              { title: t('behind.day'), width: 120, render: (_, one) => day(one.day) },
              { title: t('behind.at'), width: 180, render: (_, one) => moment(one.at) },
              {
                title: t('behind.value'),
                width: 90,
                align: 'right',
                render: (_, one) => say(one.value, unit),
              },
              { title: t('by.member'), render: (_, one) => names.member(one.member_id) },
              { title: t('by.department'), render: (_, one) => names.department(one.department_id) },
              { title: t('by.category'), render: (_, one) => names.category(one.category) },
            ]}
          />
          <footer className='behind-foot'>
            <span role='status'>
              {t('behind.adds', { shown: say(listed, unit), figure: say(sum, unit) })}
            </span>
            {facts.hasNextPage && (
              <Button onClick={() => void facts.fetchNextPage()} loading={facts.isFetchingNextPage}>
                {ui('action.more')}
              </Button>
            )}
          </footer>
        </>
      )}
    </Drawer>
  )
}

/** The list's parameters as text, as an export takes them. */
function textOf(figure: Figure): Record<string, string> {
  const named = Object.entries(factsQuery(figure)).filter(([, value]) => value !== undefined)
  return Object.fromEntries(named.map(([name, value]) => [name, String(value)]))
}
