/** What is known against a person's addresses, and a button for whoever has seen to it. */
import { moment } from '@steward/ui'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useFaults, useMend } from './api/useFaults'

export function AddressFaults({ person }: { person: string }) {
  const { t } = useTranslation('messages')
  const faults = useFaults(person)
  const mend = useMend(person)
  const failure = mend.error ?? faults.error
  return (
    <>
      {failure && <ProblemNotice failure={failure} onRetry={() => void faults.refetch()} />}
      {faults.data?.map(({ channel, address, reason, at }) => (
        <Alert
          key={`${channel} ${address}`}
          className='form-notice'
          type='warning'
          showIcon
          title={t('fault.text', { address, reason, moment: moment(at) })}
          action={
            (channel === 'email' || channel === 'sms') && (
              <Button size='small' loading={mend.isPending} onClick={() => mend.mutate(channel)}>
                {t('fault.mended')}
              </Button>
            )
          }
        />
      ))}
    </>
  )
}
