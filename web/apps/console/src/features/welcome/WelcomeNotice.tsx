/** Leads an administrator to the checklist for as long as something of it is missing. */
import { useMe } from '@steward/ui'
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, useLocation } from 'wouter'
import '../../shared/forms/forms.css'
import { useFacts } from './api/useFacts'
import { STEPS } from './steps'

const FINISHED = 'steward-set-up:'

/** A company that is set up stays so: it is asked only until then, in each browser. */
function useFinished(slug: string): [boolean, () => void] {
  const [isFinished, setFinished] = useState(() => localStorage.getItem(FINISHED + slug) === 'yes')
  return [
    isFinished,
    () => {
      localStorage.setItem(FINISHED + slug, 'yes')
      setFinished(true)
    },
  ]
}

export default function WelcomeNotice() {
  const slug = useMe().data?.tenant?.slug ?? ''
  const [isFinished, finish] = useFinished(slug)
  return isFinished ? null : <Unfinished onFinished={finish} />
}

function Unfinished({ onFinished }: { onFinished: () => void }) {
  const { t } = useTranslation('console')
  const [location] = useLocation()
  const [isHidden, setHidden] = useState(false)
  const { done } = useFacts()
  const isDone = done?.size === STEPS.length
  useEffect(() => {
    if (isDone) onFinished()
  }, [isDone, onFinished])
  if (!done || isDone || isHidden || location === '/welcome') return null
  // Nothing is there yet: the checklist is the only page that says something.
  if (done.size === 0 && location === '/board') return <Redirect to='/welcome' replace />
  return (
    <Alert
      className='form-notice'
      type='info'
      showIcon
      closable={{ onClose: () => setHidden(true) }}
      title={t('welcome.notice', { done: done.size, all: STEPS.length })}
      action={
        <Link href='/welcome'>
          <Button size='small' type='primary'>
            {t('welcome.go_on')}
          </Button>
        </Link>
      }
    />
  )
}
