/** Somebody who is no resident, such as a member of the staff, has signed in here. */
import { session } from '@steward/api'
import type { Me } from '@steward/ui'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'

export function WrongApp({ me }: { me: Me }) {
  const { t } = useTranslation('ui')
  const app = useTranslation('resident')
  const name = me.member?.name ?? me.operator?.name ?? ''
  return (
    <main className='page centred'>
      <h1>{app.t('title')}</h1>
      <p>{t('sign_in.wrong_app', { audience: app.t('audience'), name })}</p>
      <Button color='primary' onClick={() => void session.signOut()}>
        {t('action.sign_out')}
      </Button>
    </main>
  )
}
