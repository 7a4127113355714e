import { useTranslation } from 'react-i18next'
import { PageTitle } from '../../shared/PageTitle'

export default function BoardPage() {
  const { t } = useTranslation('console')
  return <PageTitle title={t('page.board')} />
}
