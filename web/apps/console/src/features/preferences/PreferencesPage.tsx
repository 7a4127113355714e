/** Which messages one gets oneself, by which channels and when; saved as a whole. */
import { useMe } from '@steward/ui'
import {
  type Preferences,
  useAddresses,
  usePreferences,
  useSavePreferences,
} from '@steward/ui/preferences/api'
import { Alert, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { GroupFields } from './GroupFields'
import { bodyOf, type PreferencesValues, valuesOf } from './preferences-form'
import './preferences.css'
import { TimeFields } from './TimeFields'

export default function PreferencesPage() {
  const { t } = useTranslation('console')
  const preferences = usePreferences()
  return (
    <>
      <PageTitle title={t('page.preferences')} />
      {preferences.isError && (
        <ProblemNotice failure={preferences.error} onRetry={() => void preferences.refetch()} />
      )}
      {preferences.isPending && <Skeleton active />}
      {preferences.data && <OwnForm known={preferences.data} />}
    </>
  )
}

function OwnForm({ known }: { known: Preferences }) {
  const { t } = useTranslation('messages')
  const { t: ui } = useTranslation('ui')
  const save = useSavePreferences()
  const me = useMe().data
  const [isSaved, setSaved] = useState(false)
  return (
    <div className='own-messages'>
      <Faults />
      <DraftForm<PreferencesValues, Preferences>
        draft={`preferences:${me?.member?.id ?? ''}`}
        initial={valuesOf(known)}
        send={(values) => {
          setSaved(false)
          return save.mutateAsync(bodyOf(values))
        }}
        refreshes={[]}
        onDone={() => setSaved(true)}
        submit={ui('action.save')}
      >
        <p className='form-lead'>{t('own.lead')}</p>
        <GroupFields groups={known.groups.map(({ group }) => group)} />
        <TimeFields company={me?.tenant?.time_zone ?? 'UTC'} />
        <section className='own-always'>
          <h2>{ui('wishes.always')}</h2>
          <ul>
            {known.mandatory.map(({ name, text }) => (
              <li key={name}>{text}</li>
            ))}
          </ul>
        </section>
        {isSaved && <p role='status'>{ui('wishes.saved')}</p>}
      </DraftForm>
    </div>
  )
}

/** What is known against one's own addresses; whoever administers the company can say that it has been seen to. */
function Faults() {
  const { t } = useTranslation('messages')
  const addresses = useAddresses()
  return addresses.data?.faults.map(({ channel, address }) => (
    <Alert
      key={`${channel} ${address}`}
      className='form-notice'
      type='warning'
      showIcon
      title={t('own.fault', { address })}
    />
  ))
}
