/** By which calendar something is counted. */
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCalendars } from './api/useCalendars'

interface Shown {
  hint: string
  /** Said when none is chosen. */
  none: string
}

export function CalendarField({ hint, none }: Shown) {
  const { t } = useTranslation('worktime')
  const calendars = useCalendars()
  return (
    <Form.Item name='calendar_id' label={t('calendar.field')} extra={hint}>
      <Select
        allowClear
        loading={calendars.isPending}
        placeholder={none}
        options={calendars.data?.map((one) => ({ value: one.id, label: one.name }))}
      />
    </Form.Item>
  )
}
