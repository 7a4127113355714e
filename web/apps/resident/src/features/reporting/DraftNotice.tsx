import { RightOutline } from 'antd-mobile-icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useOutbox } from '../outbox/Outbox'
import { useCategories } from './api/categories'
import { isBegun, useKeptDraft } from './draft'

/** The report that was begun and not sent. */
export function DraftNotice() {
  const { t } = useTranslation('resident')
  const { owner } = useOutbox()
  const draft = useKeptDraft(owner)
  const categories = useCategories().data
  if (!draft || !isBegun(draft)) return null
  const name = categories?.find((one) => one.code === draft.category)?.name
  return (
    <Link to={`/report/${draft.category}`} className='notice calm'>
      <span>{name ? t('report.continue_with', { name }) : t('report.continue')}</span>
      <RightOutline aria-hidden='true' />
    </Link>
  )
}
