/** The editor of a calendar, with the months that come of it beside. */
import { useMe } from '@steward/ui'
import { AutoComplete, Button, Form, Input, Select, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'wouter'
import { DraftForm } from '../../shared/forms/DraftForm'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { changeCalendar } from './api/changeCalendar'
import { createCalendar } from './api/createCalendar'
import { type Calendar, useCalendars } from './api/useCalendars'
import { bodyOf, type CalendarValues, fresh, valuesOf } from './calendar-form'
import { ExceptionFields } from './ExceptionFields'
import { MonthPicture } from './MonthPicture'
import { WeekFields } from './WeekFields'
import './calendars.css'

export default function CalendarPage() {
  const { t } = useTranslation('worktime')
  const { id = 'new' } = useParams<{ id: string }>()
  const calendars = useCalendars()
  const found = calendars.data?.find((one) => one.id === id)
  return (
    <>
      <PageTitle
        title={found?.name ?? t('calendar.add')}
        extra={
          <Link href='/calendars'>
            <Button>{t('calendar.back')}</Button>
          </Link>
        }
      />
      {calendars.isError && (
        <ProblemNotice failure={calendars.error} onRetry={() => void calendars.refetch()} />
      )}
      {calendars.isPending && <Skeleton active />}
      {calendars.data && !calendars.isFetching && id !== 'new' && !found && <p>{t('calendar.gone')}</p>}
      {calendars.data && (id === 'new' || found) && <Editor key={id} calendar={found ?? null} />}
    </>
  )
}

function Editor({ calendar }: { calendar: Calendar | null }) {
  const { t } = useTranslation('worktime')
  const { t: ui } = useTranslation('ui')
  const [, navigate] = useLocation()
  const zone = useMe().data?.tenant?.time_zone ?? 'UTC'
  return (
    <div className={calendar ? 'calendar-editor' : undefined}>
      <DraftForm<CalendarValues, Calendar>
        draft={`calendar:${calendar?.id ?? 'new'}`}
        initial={calendar ? valuesOf(calendar) : fresh(zone)}
        send={(values, key) =>
          calendar ? changeCalendar(calendar, bodyOf(values)) : createCalendar(bodyOf(values), key)
        }
        refreshes={[['calendars']]}
        onDone={({ id }) => navigate(`/calendars/${id}`)}
        onCancel={() => navigate('/calendars')}
        submit={calendar ? ui('action.save') : t('calendar.add')}
      >
        {calendar && <p className='form-lead'>{t('calendar.moves')}</p>}
        <CommonFields />
        <WeekFields />
        <ExceptionFields />
      </DraftForm>
      {calendar && <MonthPicture calendar={calendar} />}
    </div>
  )
}

/** Whose holidays most companies keep; any other is typed. */
const REGIONS = [
  'CN',
  'HK',
  'MO',
  'TW',
  'SG',
  'MY',
  'JP',
  'KR',
  'TH',
  'VN',
  'AE',
  'AU',
  'DE',
  'FR',
  'GB',
  'US',
]
const REGION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/

function CommonFields() {
  const { t, i18n } = useTranslation('worktime')
  const names = new Intl.DisplayNames(i18n.language, { type: 'region' })
  return (
    <div className='form-row'>
      <Form.Item
        name='name'
        label={t('calendar.name')}
        rules={[{ required: true, whitespace: true, max: 200 }]}
      >
        <Input autoComplete='off' />
      </Form.Item>
      <Form.Item name='zone' label={t('calendar.zone')} rules={[{ required: true }]}>
        <Select
          showSearch
          options={Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Form.Item
        name='region'
        label={t('calendar.region')}
        extra={t('calendar.region_hint')}
        rules={[{ pattern: REGION, message: t('calendar.region_rule') }]}
      >
        <AutoComplete
          allowClear
          placeholder={t('calendar.no_region')}
          options={REGIONS.map((value) => ({ value, label: `${value} ${names.of(value)}` }))}
        />
      </Form.Item>
    </div>
  )
}
