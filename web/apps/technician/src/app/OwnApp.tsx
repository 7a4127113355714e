/** Lets those in who perform work; anyone else is told which account they are in, and can leave it. */
import { session } from '@steward/api'
import { showIn, useMe } from '@steward/ui'
import { Button } from 'antd-mobile'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export function OwnApp({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['technician', 'ui'])
  const { data: me } = useMe()
  // What was kept for days without network does not pass through the request that sets it.
  if (me?.tenant) showIn(me.tenant.time_zone)
  if (!me || me.permissions.includes('work_order.perform')) return children
  const name = me.member?.name ?? me.resident?.name ?? ''
  return (
    <main className='page'>
      <h1>{t('title')}</h1>
      <p role='alert'>{t('ui:sign_in.wrong_app', { audience: t('audience'), name })}</p>
      <Button block color='primary' onClick={() => void session.signOut()}>
        {t('ui:action.sign_out')}
      </Button>
    </main>
  )
}
