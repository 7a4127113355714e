import { LeftOutline } from 'antd-mobile-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'

/** A page's name, and the way back. */
export function PageHead({ title, back, children }: { title: string; back?: string; children?: ReactNode }) {
  const { t } = useTranslation('ui')
  return (
    <header className='page-head'>
      {back && (
        <Link to={back} className='back' aria-label={t('action.back')}>
          <LeftOutline aria-hidden='true' />
        </Link>
      )}
      <h1>{title}</h1>
      {children}
    </header>
  )
}
