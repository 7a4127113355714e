/** Saying that one is on site: position and accuracy as they are, and a way on when the place does not agree. */
import type { Schemas } from '@steward/api'
import { stuckIn } from '@steward/offline'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd-mobile'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useOnline } from '../../shared/online'
import { useDo, useOutbox } from '../../shared/outbox'
import { usePosition } from '../../shared/position'
import { orderOf } from '../order/api/order'
import { useRefusalText } from '../outbox/refusal'
import { ExceptionForm } from './ExceptionForm'
import { FormPage } from './FormPage'
import { Whereabouts } from './Whereabouts'

export default function CheckInPage({ id }: { id: string }) {
  const { t } = useTranslation('technician')
  const [, goTo] = useLocation()
  const position = usePosition()
  const { redo, failure } = useDo()
  const { items, outcome } = useOutbox()
  const isOnline = useOnline()
  const [isPressed, setPressed] = useState(false)
  const say = useRefusalText()
  const { data: order } = useQuery(orderOf(id))
  const waiting = items.find((item) => item.order_id === id && item.kind === 'check-in')
  const refused = waiting?.state === 'refused' ? waiting : undefined
  // Without network, or behind something that was refused.
  const isLater = !isOnline || outcome !== 'idle' || (waiting !== undefined && stuckIn(items).has(waiting))
  const isThere = order?.status === 'on_site'

  useEffect(() => {
    // Sent, or kept for later: the order says which.
    if (isPressed && !refused && (isThere || isLater)) goTo(`/orders/${id}`)
  }, [isPressed, refused, isThere, isLater, goTo, id])

  async function checkIn(known: Schemas['WorkOrderOut']): Promise<void> {
    if (!position.fix) return
    const { captured_at, ...fix } = position.fix
    const body = { position: { ...fix, datum: 'wgs84' as const }, captured_at, exception: null }
    setPressed(await redo(known, { kind: 'check-in', body }))
  }

  return (
    <FormPage
      id={id}
      title={t('step.check-in')}
      submit={isPressed && !refused ? t('check_in.sending') : t('check_in.submit')}
      isReady={position.state === 'found' && !(isPressed && !refused)}
      failure={failure}
      onSubmit={checkIn}
    >
      {(known) => (
        <>
          <Whereabouts position={position} order={known} isRefused={refused !== undefined} />
          {position.state !== 'found' && position.state !== 'asking' && (
            <Button block onClick={position.again}>
              {t('check_in.again')}
            </Button>
          )}
          {refused && (
            <p className='problem' role='alert'>
              {say(refused)}
            </p>
          )}
          {refused && <ExceptionForm order={known} fix={position.fix} onKept={() => setPressed(true)} />}
        </>
      )}
    </FormPage>
  )
}
