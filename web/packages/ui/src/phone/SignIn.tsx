/** Signing in on a phone, a first password, and a forgotten one. Plain inputs inside: password managers know them. */
import { Button, Input } from 'antd-mobile'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Step, useSignIn } from '../sign-in'
import { Field } from './Field'
import { LanguageSwitch } from './LanguageSwitch'
import { ProblemNotice } from './ProblemNotice'

/** The steps that begin with a name. */
const NAMED: Step[] = ['password', 'forgotten', 'by_code']

interface Look {
  /** The app's name and what it is for. */
  title: string
  subtitle: string
  /** Who was signed in when the session ended; then the page says so. */
  username?: string
}

export function SignIn({ title, subtitle, username: before }: Look) {
  const { t } = useTranslation('ui')
  const steps = useSignIn()
  const [username, setUsername] = useState(before ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const submit = {
    password: () => steps.enter(username, password),
    new_password: () => steps.choose(password),
    forgotten: () => steps.forget(username),
    code: () => steps.restore(code, password),
    by_code: () => steps.ask(username),
    answer: () => steps.answer(code),
  }[steps.step]
  const label = {
    password: 'submit',
    new_password: 'set_password',
    forgotten: 'send_code',
    code: 'set_password',
    by_code: 'send_code',
    answer: 'submit',
  } as const

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    void submit()
  }

  const isNew = steps.step === 'new_password' || steps.step === 'code'
  const isSent = steps.step === 'code' || steps.step === 'answer'
  return (
    <main className='sign-in'>
      <header>
        <LanguageSwitch />
        <h1>{title}</h1>
        <p>{before ? t('sign_in.again') : subtitle}</p>
      </header>
      <form onSubmit={onSubmit}>
        {steps.step === 'new_password' && <p>{t('sign_in.new_password_why')}</p>}
        {isSent && <p role='status'>{t('sign_in.code_sent')}</p>}
        {NAMED.includes(steps.step) && (
          <Field label={t('sign_in.username')}>
            <Input
              name='username'
              autoComplete='username'
              autoCapitalize='none'
              placeholder={t('sign_in.username_hint')}
              value={username}
              onChange={setUsername}
            />
          </Field>
        )}
        {isSent && (
          <Field label={t('sign_in.code')}>
            <Input
              name='code'
              autoComplete='one-time-code'
              inputMode='numeric'
              value={code}
              onChange={setCode}
            />
          </Field>
        )}
        {(isNew || steps.step === 'password') && (
          <Field label={t(isNew ? 'sign_in.new_password' : 'sign_in.password')}>
            <Input
              name='password'
              type='password'
              autoComplete={isNew ? 'new-password' : 'current-password'}
              value={password}
              onChange={setPassword}
            />
          </Field>
        )}
        {isNew && <p className='hint'>{t('sign_in.rule')}</p>}
        {steps.failure !== null && <ProblemNotice failure={steps.failure} />}
        <Button block color='primary' size='large' type='submit' loading={steps.isBusy}>
          {t(`sign_in.${label[steps.step]}`)}
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
