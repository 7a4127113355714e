import { language } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { useTenant } from './api/tenant'

/** How the company takes money, in its own words; without any, where to ask. */
export function HowToPay() {
  const { t } = useTranslation('resident')
  const said = useTenant().data?.payment_instructions?.[language()]
  return (
    <div className='how-to-pay'>
      <h3>{t('account.how_to_pay')}</h3>
      <p className='own-words'>{said || t('account.ask_office')}</p>
    </div>
  )
}
