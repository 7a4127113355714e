import { useTranslation } from 'react-i18next'

/** Where to ask how the company takes money. */
export function HowToPay() {
  const { t } = useTranslation('resident')
  return (
    <div className='how-to-pay'>
      <h3>{t('account.how_to_pay')}</h3>
      <p className='own-words'>{t('account.ask_office')}</p>
    </div>
  )
}
