/** «Is it fixed?» after a completion: one tap scores it, one tap sends it back. */
import type { Schemas } from '@steward/api'
import { ProblemNotice } from '@steward/ui/phone'
import { Button } from 'antd-mobile'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRework } from '../orders/api/rework'
import { useInvitation } from './api/invitation'
import type { Outcome } from './choice'
import { Questions, Thanks } from './Questions'

type Order = Schemas['WorkOrderOut']

export function Verdict({ order, isReporter }: { order: Order; isReporter: boolean }) {
  const { t } = useTranslation('resident')
  const isDone = order.status === 'completed'
  const token = useInvitation(order.id, isDone).data
  // The answer moves the order on at once; what came of it stays to be read until the work is done anew.
  const [said, setSaid] = useState<{ visit: number; outcome: Outcome } | null>(null)
  const isAnswered = said !== null && (!isDone || said.visit === order.visit)
  if (!isAnswered && (!isDone || (!token && !isReporter))) return null
  return (
    <section className='card verdict' aria-labelledby='verdict-title'>
      <h2 id='verdict-title'>{t('verdict.ask')}</h2>
      {isAnswered && <Thanks outcome={said.outcome} />}
      {!isAnswered && token && (
        <Questions token={token} onAnswered={(outcome) => setSaid({ visit: order.visit, outcome })} />
      )}
      {!isAnswered && !token && (
        <SendBack orderId={order.id} onSent={() => setSaid({ visit: order.visit, outcome: 'not_fixed' })} />
      )}
    </section>
  )
}

/** The survey is not here (yet): finished work can be sent back all the same. */
function SendBack({ orderId, onSent }: { orderId: string; onSent: () => void }) {
  const { t } = useTranslation('resident')
  const rework = useRework(orderId)
  return (
    <>
      <Button
        block
        color='danger'
        fill='outline'
        loading={rework.isPending}
        onClick={() => rework.mutate(t('verdict.not_fixed'), { onSuccess: onSent })}
      >
        {t('verdict.not_fixed')}
      </Button>
      {rework.error && <ProblemNotice failure={rework.error} />}
    </>
  )
}
