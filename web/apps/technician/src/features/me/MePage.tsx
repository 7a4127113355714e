/** The person: language, password, and signing out. */
import { session } from '@steward/api'
import { forgetAnswers } from '@steward/offline'
import { LANGUAGES, language, useMe } from '@steward/ui'
import { ProblemNotice } from '@steward/ui/phone'
import { Button, Dialog } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useOutbox } from '../../shared/outbox'
import { Page } from '../../shared/Page'
import { useChangeLanguage } from './api/language'

export default function MePage() {
  const { t } = useTranslation(['technician', 'ui'])
  const { data: me } = useMe()
  const { items } = useOutbox()
  const speak = useChangeLanguage()

  async function leave(everywhere: boolean): Promise<void> {
    const isSure =
      items.length === 0 ||
      (await Dialog.confirm({
        content: t('me.unsent', { count: items.length }),
        confirmText: t('ui:action.sign_out'),
        cancelText: t('ui:action.cancel'),
      }))
    if (!isSure) return
    // The next person with this phone has no business with what this one saw.
    sessionStorage.clear()
    await forgetAnswers()
    await session.signOut(everywhere)
  }

  return (
    <Page title={t('me.title')}>
      <section className='panel'>
        <h2>{me?.member?.name}</h2>
        <p className='weak'>{me?.tenant?.name}</p>
        <p className='weak'>{me?.member?.sign_in_name}</p>
      </section>
      <section className='panel'>
        <h2 id='language'>{t('ui:language.change')}</h2>
        <div className='card-row' role='radiogroup' aria-labelledby='language'>
          {LANGUAGES.map((one) => (
            <label key={one} className='choice' lang={one}>
              <input
                type='radio'
                name='language'
                checked={one === language()}
                onChange={() => speak.mutate(one)}
              />
              {t(`ui:language.${one}`)}
            </label>
          ))}
        </div>
        {speak.isError && <ProblemNotice failure={speak.error} onRetry={() => speak.mutate(language())} />}
      </section>
      <section className='panel me-doors'>
        <Link href='/password' className='small-button'>
          {t('ui:sign_in.change_password')}
        </Link>
        <Button block onClick={() => void leave(false)}>
          {t('ui:action.sign_out')}
        </Button>
        <Button block fill='none' onClick={() => void leave(true)}>
          {t('ui:action.sign_out_everywhere')}
        </Button>
      </section>
    </Page>
  )
}
