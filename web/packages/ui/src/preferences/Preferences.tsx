/** Which messages one gets, by which ways and when. One form, saved as a whole; this device's messages beside it. */
import { Button } from 'antd-mobile'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading, ProblemNotice } from '../phone'
import { type Preferences as Known, usePreferences, useSavePreferences } from './api'
import { Groups } from './Groups'
import { Push } from './Push'
import { When } from './When'
import { wishesOf } from './wishes'
import './preferences.css'

export function Preferences() {
  const { data, error, isPending, refetch } = usePreferences()
  return (
    <>
      <Push />
      {isPending && <Loading lines={8} />}
      {!data && error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {data && <Form known={data} />}
    </>
  )
}

function Form({ known }: { known: Known }) {
  const { t } = useTranslation('ui')
  const [wishes, setWishes] = useState(() => wishesOf(known))
  const save = useSavePreferences()

  function submit(event: FormEvent): void {
    event.preventDefault()
    save.mutate(wishes)
  }

  function change(next: typeof wishes): void {
    save.reset()
    setWishes(next)
  }

  return (
    <form className='wishes' onSubmit={submit}>
      <Groups known={known} wishes={wishes} onChange={change} />
      <When wishes={wishes} onChange={change} />
      <section>
        <h2>{t('wishes.always')}</h2>
        <ul className='always'>
          {known.mandatory.map(({ name, text }) => (
            <li key={name}>{text}</li>
          ))}
        </ul>
        <p className='hint'>{t('wishes.inbox')}</p>
      </section>
      {save.error && <ProblemNotice failure={save.error} />}
      {save.isSuccess && <p role='status'>{t('wishes.saved')}</p>}
      <Button block color='primary' size='large' type='submit' loading={save.isPending}>
        {t('action.save')}
      </Button>
    </form>
  )
}
