import { useChangePassword } from '@steward/ui'
import { Field, ProblemNotice } from '@steward/ui/phone'
import { Button, Input } from 'antd-mobile'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../shared/Page'

export default function PasswordPage() {
  const { t } = useTranslation('ui')
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const change = useChangePassword()

  function submit(event: FormEvent): void {
    event.preventDefault()
    change.mutate({ before, after })
  }

  return (
    <Page title={t('sign_in.change_password')} back='/me'>
      <form className='form' onSubmit={submit}>
        <Field label={t('sign_in.old_password')}>
          <Input type='password' autoComplete='current-password' value={before} onChange={setBefore} />
        </Field>
        <Field label={t('sign_in.new_password')} hint={t('sign_in.rule')}>
          <Input type='password' autoComplete='new-password' value={after} onChange={setAfter} />
        </Field>
        {change.isError && <ProblemNotice failure={change.error} />}
        {change.isSuccess && (
          <p className='good' role='status'>
            {t('sign_in.password_changed')}
          </p>
        )}
        <Button
          block
          color='primary'
          size='large'
          type='submit'
          loading={change.isPending}
          disabled={!before || !after}
        >
          {t('sign_in.set_password')}
        </Button>
      </form>
    </Page>
  )
}
