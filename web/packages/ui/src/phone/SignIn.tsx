/** Signing in on a phone, a first password, and a forgotten one. Plain inputs inside: password managers know them. */
import { Button, Input } from 'antd-mobile'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSignIn } from '../sign-in'
import { Field } from './Field'
import { LanguageSwitch } from './LanguageSwitch'
import { ProblemNotice } from './ProblemNotice'

interface Look {
  /** The app's name and what it is for. */
  title: string
  subtitle: string
  /** Who was signed in when the session ended; then the page says so. */
  username?: string
}

export function SignIn({ title, subtitle, username: before }: Look) {
  const { t } = useTranslation('ui')
  const steps = useSignIn(before)
  const { typed, type } = steps
  const isNew = steps.asks('new_password')

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    void steps.submit()
  }

  return (
    <main className='sign-in'>
      <header>
        <LanguageSwitch />
        <h1>{title}</h1>
        <p>{before ? t('sign_in.again') : subtitle}</p>
      </header>
      <form onSubmit={onSubmit}>
        {steps.step === 'new_password' && <p>{t('sign_in.new_password_why')}</p>}
        {steps.asks('code') && <p role='status'>{t('sign_in.code_sent')}</p>}
        {steps.asks('username') && (
          <Field label={t('sign_in.username')}>
            <Input
              name='username'
              autoComplete='username'
              autoCapitalize='none'
              placeholder={t('sign_in.username_hint')}
              value={typed.username}
              onChange={(username) => type({ username })}
            />
          </Field>
        )}
        {steps.asks('code') && (
          <Field label={t('sign_in.code')}>
            <Input
              name='code'
              autoComplete='one-time-code'
              inputMode='numeric'
              value={typed.code}
              onChange={(code) => type({ code })}
            />
          </Field>
        )}
        {(isNew || steps.asks('password')) && (
          <Field label={t(isNew ? 'sign_in.new_password' : 'sign_in.password')}>
            <Input
              name='password'
              type='password'
              autoComplete={isNew ? 'new-password' : 'current-password'}
              value={typed.password}
              onChange={(password) => type({ password })}
            />
          </Field>
        )}
        {isNew && <p className='hint'>{t('sign_in.rule')}</p>}
        {steps.failure !== null && <ProblemNotice failure={steps.failure} />}
        <Button block color='primary' size='large' type='submit' loading={steps.isBusy}>
          {t(`sign_in.${steps.label}`)}
        </Button>
        <Button
          block
          fill='none'
          type='button'
          onClick={() => steps.goTo(steps.step === 'password' ? 'forgotten' : 'password')}
        >
          {t(steps.step === 'password' ? 'sign_in.forgotten' : 'action.back')}
        </Button>
        {steps.step === 'password' && (
          <Button block fill='none' type='button' onClick={() => steps.goTo('by_code')}>
            {t('sign_in.by_code')}
          </Button>
        )}
      </form>
    </main>
  )
}
