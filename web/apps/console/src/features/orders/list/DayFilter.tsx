/** The days in which an order was reported, by the company's calendar; the address remembers. */
import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../shared/address'

const DAY = 'YYYY-MM-DD'

export default function DayFilter() {
  const { t } = useTranslation('console')
  const [search, change] = useAddress()
  const day = (name: string): Dayjs | null => (search.get(name) ? dayjs(search.get(name)) : null)
  return (
    <DatePicker.RangePicker
      allowEmpty
      placeholder={[t('orders.filter.from'), t('orders.filter.to')]}
      value={[day('from'), day('to')]}
      onChange={(days) => change({ from: days?.[0]?.format(DAY), to: days?.[1]?.format(DAY) })}
    />
  )
}
