/** How well work is done, by whom and where, in any window: one topic at a time. */
import { useMe } from '@steward/ui'
import { Button, DatePicker, Segmented, Select, Space } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { changed, useAddress } from '../../shared/address'
import { today } from '../../shared/day'
import { PageTitle } from '../../shared/PageTitle'
import { useCan } from '../../shared/rights'
import { DIMENSIONS } from './api/stats'
import { DurationsView } from './DurationsView'
import { TopicView } from './TopicView'
import { GROUPS, TOPICS } from './topics'
import { presets, type View, viewOf } from './window'
import './figures.css'
import './kpis.css'

const DAY = 'YYYY-MM-DD'

export default function KpisPage() {
  const { t } = useTranslation('figures')
  const { t: own } = useTranslation('console')
  const [search, change] = useAddress()
  const day = today(useMe().data?.tenant?.time_zone ?? 'UTC')
  const view = viewOf(search, day)
  const { by, from, to } = view.asked
  const isWaiting = view.topic === 'waiting'
  // Communities are not told apart by how long their orders stood.
  const holder = by === 'community' ? 'department' : by
  const dimensions = isWaiting ? DIMENSIONS.filter((one) => one !== 'community') : DIMENSIONS
  return (
    <>
      <PageTitle
        title={own('page.kpis')}
        extra={
          <Space wrap>
            <DigestLink view={view} />
            <SaveLink view={view} />
          </Space>
        }
      >
        <Select
          className='topic'
          aria-label={t('topic.label')}
          value={view.topic}
          onChange={(topic) => change({ topic })}
          options={(['promises', 'quality', 'speed', 'amount'] as const).map((group) => ({
            label: t(`topic.group.${group}`),
            options: GROUPS[group].map((value) => ({ value, label: t(`topic.name.${value}`) })),
          }))}
        />
        <Segmented
          aria-label={t('by.label')}
          value={isWaiting ? holder : by}
          onChange={(next) => change({ by: next, row: undefined })}
          options={dimensions.map((one) => ({ value: one, label: t(`by.${one}`) }))}
        />
        <DatePicker.RangePicker
          aria-label={t('days')}
          allowClear={false}
          value={[dayjs(from), dayjs(to)]}
          presets={Object.entries(presets(day)).map(([name, [first, last]]) => ({
            label: t(`preset.${name as 'week'}`),
            value: [dayjs(first), dayjs(last)],
          }))}
          onChange={(days) => days && change({ from: days[0]?.format(DAY), to: days[1]?.format(DAY) })}
        />
      </PageTitle>
      <p className='hint'>{t(`topic.means.${view.topic}`)}</p>
      {view.topic === 'waiting' ? (
        <DurationsView by={holder} from={from} to={to} />
      ) : (
        <TopicView view={view as View & { topic: keyof typeof TOPICS }} />
      )}
    </>
  )
}

/** The orders behind it all: whose they are is the row that is looked at, or one's own. */
function DigestLink({ view: { asked, row, window } }: { view: View }) {
  const { t } = useTranslation('figures')
  const isWhose = asked.by === 'member' || asked.by === 'department'
  const whose = isWhose && row ? { [asked.by]: row } : {}
  return (
    <Link href={`/digest?${changed(new URLSearchParams(), { ...whose, window, day: asked.to })}`} asChild>
      <Button>{t('digest')}</Button>
    </Link>
  )
}

/** The same question, to be kept as a report. */
function SaveLink({ view: { topic, asked } }: { view: View }) {
  const { t } = useTranslation('figures')
  const can = useCan()
  if (topic === 'waiting' || !can('report.keep')) return null
  const { by, from, to } = asked
  const question = { new: 'yes', by, from, to, measures: TOPICS[topic].listed.join(',') }
  return (
    <Link href={`/reports?${changed(new URLSearchParams(), question)}`} asChild>
      <Button>{t('save')}</Button>
    </Link>
  )
}
