/** One call: what it is about, what to say, whom to call once it is one's own, and what came of it. */

import { useMe } from '@steward/ui'
import { Drawer, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { AttemptForm } from './AttemptForm'
import type { Callback } from './api/listCallbacks'
import { useCallback } from './api/useCallback'
import { CallFacts } from './CallFacts'
import './callbacks.css'
import { ClaimButton } from './ClaimButton'
import { OutcomeForm } from './OutcomeForm'

export function CallbackDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('surveys')
  const call = useCallback(id)
  return (
    <Drawer
      open
      size={560}
      title={call.data ? t('call.title', { number: call.data.work_order.number }) : t('call.one')}
      onClose={onClose}
    >
      {call.isError && <ProblemNotice failure={call.error} onRetry={() => void call.refetch()} />}
      {call.isPending && <Skeleton active />}
      {call.data && (
        <>
          <CallFacts call={call.data} />
          {call.data.status === 'open' && <Work call={call.data} />}
        </>
      )}
    </Drawer>
  )
}

function Work({ call }: { call: Callback }) {
  const { t } = useTranslation('surveys')
  const own = useMe().data?.member?.id
  const isMine = call.claimed_by?.id === own
  return (
    <>
      <section className='call-script' aria-labelledby='call-script'>
        <h3 id='call-script'>{t('call.script')}</h3>
        <blockquote>{call.script}</blockquote>
      </section>
      {isMine ? (
        <>
          <OutcomeForm call={call} />
          <AttemptForm call={call} />
        </>
      ) : (
        <ClaimButton call={call} />
      )}
    </>
  )
}
