/** Takes a call on; before that nobody is told whom to call. */

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDecision } from '../../shared/forms/decision'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { claimCallback } from './api/claimCallback'
import type { Callback } from './api/listCallbacks'

export function ClaimButton({ call }: { call: Callback }) {
  const { t } = useTranslation('surveys')
  const client = useQueryClient()
  const key = useDecision()
  const claim = useMutation({
    mutationFn: () => claimCallback(call.id, key.keyFor(call.id)),
    onSuccess: (after) => client.setQueryData(['callback', call.id], after),
    onSettled: () => {
      key.settle()
      return client.invalidateQueries({ queryKey: ['callbacks'] })
    },
  })
  if (call.claimed_by) return <p role='status'>{t('call.taken', { name: call.claimed_by.name })}</p>
  return (
    <>
      {claim.isError && <ProblemNotice failure={claim.error} />}
      <Button type='primary' loading={claim.isPending} onClick={() => claim.mutate()}>
        {t('call.take')}
      </Button>
      <p className='form-lead'>{t('call.take_hint')}</p>
    </>
  )
}
