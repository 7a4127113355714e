/** Changing the password, in place. */
import { useChangePassword } from '@steward/ui'
import { Field, ProblemNotice } from '@steward/ui/phone'
import { Button, Input } from 'antd-mobile'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export function Password({ username }: { username: string }) {
  const { t } = useTranslation('ui')
  const [isOpen, setOpen] = useState(false)
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const change = useChangePassword()

  function done(): void {
    setOpen(false)
    setBefore('')
    setAfter('')
  }

  if (!isOpen)
    return (
      <section className='card'>
        <Button block onClick={() => setOpen(true)}>
          {t('sign_in.change_password')}
        </Button>
        {change.isSuccess && <p role='status'>{t('sign_in.password_changed')}</p>}
      </section>
    )
  return (
    <form
      className='card fields'
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ before, after }, { onSuccess: done })
      }}
    >
      {/* So that password managers know whose it is. */}
      <input type='hidden' name='username' autoComplete='username' value={username} readOnly />
      <Field label={t('sign_in.old_password')}>
        <Input type='password' autoComplete='current-password' value={before} onChange={setBefore} />
      </Field>
      <Field label={t('sign_in.new_password')}>
        <Input type='password' autoComplete='new-password' value={after} onChange={setAfter} />
      </Field>
      <p className='hint'>{t('sign_in.rule')}</p>
      {change.error && <ProblemNotice failure={change.error} />}
      <Button block color='primary' type='submit' loading={change.isPending} disabled={!before || !after}>
        {t('sign_in.set_password')}
      </Button>
      <Button block fill='none' onClick={done}>
        {t('action.back')}
      </Button>
    </form>
  )
}
