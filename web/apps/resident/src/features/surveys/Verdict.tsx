/** «Is it fixed?» after a completion: one tap scores it, one tap sends it back. */
import { ProblemNotice } from '@steward/ui/phone'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useRework } from '../orders/api/rework'
import { useInvitation } from './api/invitation'
import { Questions } from './Questions'

export function Verdict({ orderId, isReporter }: { orderId: string; isReporter: boolean }) {
  const { t } = useTranslation('resident')
  const token = useInvitation(orderId, true).data
  if (!token && !isReporter) return null
  return (
    <section className='card verdict' aria-labelledby='verdict-title'>
      <h2 id='verdict-title'>{t('verdict.ask')}</h2>
      {token ? <Questions token={token} /> : <SendBack orderId={orderId} />}
    </section>
  )
}

/** The survey is not here (yet): finished work can be sent back all the same. */
function SendBack({ orderId }: { orderId: string }) {
  const { t } = useTranslation('resident')
  const rework = useRework(orderId)
  return (
    <>
      <Button block loading={rework.isPending} onClick={() => rework.mutate(t('verdict.not_fixed'))}>
        {t('verdict.not_fixed')}
      </Button>
      {rework.error && <ProblemNotice failure={rework.error} />}
    </>
  )
}
