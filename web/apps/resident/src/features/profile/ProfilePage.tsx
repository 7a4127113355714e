/** The resident's own: language, password, and the way out. */
import { session } from '@steward/api'
import { LANGUAGES, language, useMe, useSession } from '@steward/ui'
import { ProblemNotice } from '@steward/ui/phone'
import { unsubscribe } from '@steward/ui/preferences'
import { Button } from 'antd-mobile'
import { RightOutline } from 'antd-mobile-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { PageHead } from '../../shared/PageHead'
import { useOutbox } from '../outbox/Outbox'
import { useUnits } from '../places/api/units'
import { useChangeLanguage } from './api/change-language'
import { Password } from './Password'
import './profile.css'

export default function ProfilePage() {
  const { t } = useTranslation('resident')
  const me = useMe().data
  const { username } = useSession()
  const units = useUnits()
  return (
    <main className='page'>
      <PageHead title={t('tabs.me')} />
      <section className='card person'>
        <strong>{me?.resident?.name}</strong>
        <span>{username}</span>
        <span>{[me?.tenant?.name, ...units.map((unit) => unit.name)].join(' · ')}</span>
      </section>
      <ChooseLanguage />
      <Messages />
      <Password username={username} />
      <SignOut />
    </main>
  )
}

function Messages() {
  const { t } = useTranslation('ui')
  return (
    <Link to='/me/messages' className='card door'>
      {t('wishes.title')}
      <RightOutline aria-hidden='true' />
    </Link>
  )
}

function ChooseLanguage() {
  const { t } = useTranslation('ui')
  const change = useChangeLanguage()
  return (
    <fieldset className='card'>
      <legend>{t('language.change')}</legend>
      <div className='chips'>
        {LANGUAGES.map((one) => (
          <label key={one} className='chip' lang={one}>
            <input
              type='radio'
              name='language'
              checked={language() === one}
              onChange={() => change.mutate(one)}
            />
            <span>{t(`language.${one}`)}</span>
          </label>
        ))}
      </div>
      {change.error && <ProblemNotice failure={change.error} />}
    </fieldset>
  )
}

function SignOut() {
  const { t } = useTranslation('ui')
  const app = useTranslation('resident')
  const { reports, photos } = useOutbox()
  const [isBusy, setBusy] = useState(false)
  const unsent = reports.length + photos.length

  function leave(everywhere: boolean): void {
    setBusy(true)
    // The next person with this device has no business with what this one is told.
    void unsubscribe().then(() => session.signOut(everywhere))
  }

  return (
    <section className='card leave'>
      {unsent > 0 && <p className='notice warn'>{app.t('profile.unsent', { count: unsent })}</p>}
      <Button block disabled={isBusy} onClick={() => leave(false)}>
        {t('action.sign_out')}
      </Button>
      <Button block fill='none' disabled={isBusy} onClick={() => leave(true)}>
        {t('action.sign_out_everywhere')}
      </Button>
    </section>
  )
}
