import { SessionGate } from '@steward/ui'
import { useTranslation } from 'react-i18next'

export function App() {
  const { t } = useTranslation('console')
  return <SessionGate signIn={() => <h1>{t('title')}</h1>}>{t('subtitle')}</SessionGate>
}
