import { useTranslation } from 'react-i18next'
import { changeLanguage, LANGUAGES, language } from '../i18n'

/** Shows the other language by its own name: who cannot read this one finds it. */
export function LanguageSwitch() {
  const { t } = useTranslation('ui')
  const other = LANGUAGES.find((one) => one !== language()) ?? 'en'
  return (
    <button type='button' className='language' lang={other} onClick={() => void changeLanguage(other)}>
      {t(`language.${other}`)}
    </button>
  )
}
