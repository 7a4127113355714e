/** The person: language, password, and signing out. */
import { session } from '@steward/api'
import { forgetAnswers } from '@steward/offline'
import { LANGUAGES, language, useMe } from '@steward/ui'
import { ProblemNotice } from '@steward/ui/phone'
import { unsubscribe } from '@steward/ui/preferences'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useConfirm } from '../../shared/confirm'
import { useOutbox } from '../../shared/outbox'
import { Page } from '../../shared/Page'
import { useChangeLanguage } from './api/language'

export default function MePage() {
  const { t } = useTranslation(['technician', 'ui'])
  const { data: me } = useMe()
  const { items } = useOutbox()
  const speak = useChangeLanguage()
  const { dialog, ask } = useConfirm()

  async function leave(everywhere: boolean): Promise<void> {
    // The next person with this phone has no business with what this one saw.
    sessionStorage.clear()
    await forgetAnswers()
    await unsubscribe()
    await session.signOut(everywhere)
  }

  function press(everywhere: boolean): void {
    const act = () => leave(everywhere)
    if (items.length === 0) void act()
    else ask({ text: t('me.unsent', { count: items.length }), yes: t('ui:action.sign_out'), act })
  }

  return (
    <Page title={t('me.title')}>
      {dialog}
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
        <Link href='/messages' className='small-button'>
          {t('ui:wishes.title')}
        </Link>
        <Link href='/password' className='small-button'>
          {t('ui:sign_in.change_password')}
        </Link>
        <Button block onClick={() => press(false)}>
          {t('ui:action.sign_out')}
        </Button>
        <Button block fill='none' onClick={() => press(true)}>
          {t('ui:action.sign_out_everywhere')}
        </Button>
      </section>
    </Page>
  )
}
