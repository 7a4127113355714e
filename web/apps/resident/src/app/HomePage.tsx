/** The first page: what can be reported, what is owed, and how far everything is. */
import { useMe } from '@steward/ui'
import { LocationFill } from 'antd-mobile-icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { ArrearsNotice } from '../features/accounts/ArrearsNotice'
import { CurrentOrders } from '../features/orders/CurrentOrders'
import { WaitingReports } from '../features/outbox/WaitingReports'
import { useUnits } from '../features/places/api/units'
import { Categories } from '../features/reporting/Categories'
import { DraftNotice } from '../features/reporting/DraftNotice'

export function HomePage() {
  const { t } = useTranslation('resident')
  const me = useMe().data
  const units = useUnits()
  return (
    <main className='page home'>
      <header className='greeting'>
        <p className='company'>{me?.tenant?.name}</p>
        <h1>{t('home.greeting', { name: me?.resident?.name })}</h1>
        {units.length > 0 && (
          <p className='place'>
            <LocationFill aria-hidden='true' />
            {units.map((unit) => unit.name).join(' · ')}
          </p>
        )}
      </header>
      <WaitingReports />
      {units.map((unit) => (
        <ArrearsNotice key={unit.id} unit={unit} isNamed={units.length > 1} />
      ))}
      <section className='card' aria-labelledby='report-title'>
        <h2 id='report-title'>{t('home.report')}</h2>
        <DraftNotice />
        <Categories most={8} />
      </section>
      <section aria-labelledby='current-title'>
        <div className='section-head'>
          <h2 id='current-title'>{t('home.current')}</h2>
          <Link to='/orders' className='more'>
            {t('home.all')}
          </Link>
        </div>
        <CurrentOrders />
      </section>
    </main>
  )
}
