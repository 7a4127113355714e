/** Which messages the technician gets. */
import { Preferences } from '@steward/ui/preferences'
import { useTranslation } from 'react-i18next'
import { Page } from '../../shared/Page'

export default function MessagesPage() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('wishes.title')} back='/me'>
      <Preferences />
    </Page>
  )
}
