/** What somebody, or a department, worked with in a day, week, month or year: the sums, and how each order went. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Problem } from '@steward/api'
import { useMe } from '@steward/ui'
import { Button, DatePicker, Empty, Segmented, Select, Skeleton, Space } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { today } from '../../shared/day'
import { useDepartments, useMembers } from '../../shared/names/useNames'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { daysOf } from '../kpis/period'
import { WINDOWS } from '../kpis/window'
import { ExportMenu } from '../reports/ExportMenu'
import { useDigest } from './api/useDigest'
import { Sums } from './Sums'
import { moved, queryOf, type Sought, soughtIn } from './sought'
import { WorkTable } from './WorkTable'
import '../kpis/figures.css'
import './digest.css'

const NOT_FOUND = 404

export default function DigestPage() {
  const { t } = useTranslation('digest')
  const { t: own } = useTranslation('console')
  const [search] = useAddress()
  const sought = soughtIn(search, today(useMe().data?.tenant?.time_zone ?? 'UTC'))
  return (
    <>
      <PageTitle
        title={own('page.digest')}
        extra={<ExportMenu wish={{ kind: 'digest', filters: queryOf(sought) as Record<string, string> }} />}
      >
        <Choices sought={sought} />
      </PageTitle>
      <p className='hint'>{t('lead')}</p>
      <Found sought={sought} />
    </>
  )
}

/** Whose, and of when. */
function Choices({ sought }: { sought: Sought }) {
  const { t } = useTranslation('digest')
  const { t: figures } = useTranslation('figures')
  const [, change] = useAddress()
  const { window, day } = sought
  const named = (rows: { id: string; name: string }[], by: Sought['by']) =>
    rows.map((one) => ({ value: `${by} ${one.id}`, label: one.name }))
  return (
    <>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        className='digest-whose'
        aria-label={t('whose')}
        value={`${sought.by} ${sought.key}`}
        options={[
          { value: 'member me', label: t('me') },
          { label: figures('by.department'), options: named(useDepartments(), 'department') },
          { label: figures('by.member'), options: named(useMembers(), 'member') },
        ]}
        onChange={(chosen) => {
          const [by, key] = chosen.split(' ')
          change({ member: undefined, department: undefined, [by as Sought['by']]: key })
        }}
      />
      <Segmented
        aria-label={figures('window.label')}
        value={window}
        options={WINDOWS.map((value) => ({ value, label: figures(`window.${value}`) }))}
        onChange={(next) => change({ window: next })}
      />
      <Space.Compact>
        <Button
          icon={<LeftOutlined />}
          aria-label={t('before')}
          onClick={() => change({ day: moved(sought, -1) })}
        />
        <DatePicker
          aria-label={t('when')}
          allowClear={false}
          picker={window === 'day' ? 'date' : window}
          value={dayjs(day)}
          onChange={(chosen) => chosen && change({ day: chosen.format('YYYY-MM-DD') })}
        />
        <Button
          icon={<RightOutlined />}
          aria-label={t('after')}
          onClick={() => change({ day: moved(sought, 1) })}
        />
      </Space.Compact>
    </>
  )
}

function Found({ sought }: { sought: Sought }) {
  const { t } = useTranslation('digest')
  const { t: ui } = useTranslation('ui')
  const digest = useDigest(sought)
  const first = digest.data?.pages[0]
  if (digest.error instanceof Problem && digest.error.status === NOT_FOUND)
    return <Empty description={t('not_yours')} />
  if (digest.isError) return <ProblemNotice failure={digest.error} onRetry={() => void digest.refetch()} />
  if (!first) return <Skeleton active />
  const items = digest.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <h2 className='digest-of'>{`${first.name} · ${daysOf({ from: first.from, to: first.to })}`}</h2>
      <Sums figures={first.figures} />
      <WorkTable name={first.name} items={items} />
      <footer className='behind-foot'>
        <span role='status'>{t('listed', { count: items.length })}</span>
        {digest.hasNextPage && (
          <Button onClick={() => void digest.fetchNextPage()} loading={digest.isFetchingNextPage}>
            {ui('action.more')}
          </Button>
        )}
      </footer>
    </>
  )
}
