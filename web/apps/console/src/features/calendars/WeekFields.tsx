/** The ordinary week: the shifts of each day. */
import { language } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { DAYS } from './calendar-form'
import { ShiftList } from './ShiftList'

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

export function WeekFields() {
  const { t } = useTranslation('worktime')
  const format = new Intl.DateTimeFormat(language(), { weekday: 'long', timeZone: 'UTC' })
  return (
    <fieldset className='rows'>
      <legend>{t('calendar.week')}</legend>
      <p className='form-lead'>{t('calendar.week_hint')}</p>
      {DAYS.map((day, index) => {
        const name = format.format(MONDAY + index * DAY_MS)
        return (
          <div key={day} className='week-row'>
            <strong>{name}</strong>
            <ShiftList name={['week', day]} of={name} />
          </div>
        )
      })}
    </fieldset>
  )
}
