/** An address that leads to no page of this person. */
import { Empty } from 'antd'
import { useTranslation } from 'react-i18next'

export function NotFound() {
  const { t } = useTranslation('console')
  return <Empty className='page-loading' description={t('not_found')} />
}
