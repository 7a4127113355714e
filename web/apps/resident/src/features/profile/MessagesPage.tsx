/** Which messages the resident gets. */
import { Preferences } from '@steward/ui/preferences'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../../shared/PageHead'

export default function MessagesPage() {
  const { t } = useTranslation('ui')
  return (
    <main className='page'>
      <PageHead title={t('wishes.title')} back='/me' />
      <Preferences />
    </main>
  )
}
