/** What each day of a month is, and why: coloured, and said in words. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { duration, language } from '@steward/ui'
import { Button, Calendar as MonthGrid } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { type CalendarDay, useCalendarDays } from './api/useCalendarDays'
import type { Calendar } from './api/useCalendars'

const DAY = 'YYYY-MM-DD'
/** The grid shows six weeks: so many days of the months before and after at most. */
const MARGIN = 14

export function MonthPicture({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('worktime')
  const [month, setMonth] = useState(() => dayjs().startOf('month'))
  const from = month.subtract(MARGIN, 'day').format(DAY)
  const to = month.endOf('month').add(MARGIN, 'day').format(DAY)
  const days = useCalendarDays(calendar, from, to)
  const title = new Intl.DateTimeFormat(language(), { year: 'numeric', month: 'long' })
  const known = new Map(days.data?.items.map((one) => [one.date, one]))
  return (
    <section className='month-picture' aria-label={t('picture.title')}>
      <h2>{t('picture.title')}</h2>
      <p className='form-lead'>{t('picture.lead')}</p>
      {days.isError && <ProblemNotice failure={days.error} onRetry={() => void days.refetch()} />}
      <nav className='month-head' aria-label={t('picture.month')}>
        <Button
          aria-label={t('picture.before')}
          icon={<LeftOutlined />}
          onClick={() => setMonth(month.subtract(1, 'month'))}
        />
        <strong aria-live='polite'>{title.format(month.toDate())}</strong>
        <Button
          aria-label={t('picture.after')}
          icon={<RightOutlined />}
          onClick={() => setMonth(month.add(1, 'month'))}
        />
      </nav>
      <MonthGrid
        value={month}
        onSelect={(chosen) => setMonth(chosen.startOf('month'))}
        headerRender={() => null}
        fullCellRender={(date) => <Cell date={date} day={known.get(date.format(DAY))} />}
      />
    </section>
  )
}

function Cell({ date, day }: { date: Dayjs; day?: CalendarDay }) {
  const { t } = useTranslation('worktime')
  const { t: ui } = useTranslation('ui')
  const kind = day ? (day.kind === 'week' && day.working_s === 0 ? 'off' : day.kind) : 'unknown'
  return (
    <div className={`day day-${kind}`}>
      <strong>{date.date()}</strong>
      {day && (
        <>
          <span>{day.working_s > 0 ? duration(day.working_s * 1000, ui) : t('picture.closed')}</span>
          {day.kind !== 'week' && <small>{day.reason || t(`picture.${day.kind}`)}</small>}
        </>
      )}
    </div>
  )
}
