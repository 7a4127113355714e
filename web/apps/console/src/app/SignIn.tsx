/** Signing in at the desk: the steps are `useSignIn`'s, the look is antd's. Plain names: password managers know them. */
import { changeLanguage, LANGUAGES, language, useSignIn } from '@steward/ui'
import { Button, Input } from 'antd'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../shared/ProblemNotice'

/** `username` is there when the session of this person ended: they come back to the page below. */
export function SignIn({ username: before }: { username?: string }) {
  const { t } = useTranslation('ui')
  const { t: own } = useTranslation('console')
  const steps = useSignIn(before)
  const { typed, type } = steps
  const isNew = steps.asks('new_password')

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    void steps.submit()
  }

  return (
    <main className='sign-in'>
      <form onSubmit={onSubmit}>
        <OtherLanguage />
        <h1>{own('title')}</h1>
        <p>{before ? t('sign_in.again') : own('subtitle')}</p>
        {steps.step === 'new_password' && <p>{t('sign_in.new_password_why')}</p>}
        {steps.asks('code') && <p role='status'>{t('sign_in.code_sent')}</p>}
        {steps.asks('username') && (
          <Field label={t('sign_in.username')}>
            <Input
              name='username'
              autoComplete='username'
              autoCapitalize='none'
              autoFocus={!before}
              placeholder={t('sign_in.username_hint')}
              value={typed.username}
              onChange={(event) => type({ username: event.target.value })}
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
              onChange={(event) => type({ code: event.target.value })}
            />
          </Field>
        )}
        {(isNew || steps.asks('password')) && (
          <Field label={t(isNew ? 'sign_in.new_password' : 'sign_in.password')}>
            <Input
              name='password'
              type='password'
              autoComplete={isNew ? 'new-password' : 'current-password'}
              autoFocus={!!before}
              value={typed.password}
              onChange={(event) => type({ password: event.target.value })}
            />
          </Field>
        )}
        {isNew && <p>{t('sign_in.rule')}</p>}
        {steps.failure !== null && <ProblemNotice failure={steps.failure} />}
        <Button block type='primary' size='large' htmlType='submit' loading={steps.isBusy}>
          {t(`sign_in.${steps.label}`)}
        </Button>
        <Button
          block
          type='link'
          onClick={() => steps.goTo(steps.step === 'password' ? 'forgotten' : 'password')}
        >
          {t(steps.step === 'password' ? 'sign_in.forgotten' : 'action.back')}
        </Button>
        {steps.step === 'password' && (
          <Button block type='link' onClick={() => steps.goTo('by_code')}>
            {t('sign_in.by_code')}
          </Button>
        )}
      </form>
    </main>
  )
}

function OtherLanguage() {
  const { t } = useTranslation('ui')
  const other = LANGUAGES.find((one) => one !== language()) ?? 'en'
  return (
    <Button size='small' lang={other} className='sign-in-language' onClick={() => void changeLanguage(other)}>
      {t(`language.${other}`)}
    </Button>
  )
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className='sign-in-field'>
      <span>{label}</span>
      {children}
    </label>
  )
}
