import { SessionGate } from '@steward/ui'
import { SignIn } from '@steward/ui/phone'
import { useTranslation } from 'react-i18next'

export function App() {
  const { t } = useTranslation('resident')
  return (
    <SessionGate
      signIn={(username) => <SignIn title={t('title')} subtitle={t('subtitle')} username={username} />}
    >
      <main />
    </SessionGate>
  )
}
