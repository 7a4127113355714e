/** A page: its heading, a way back where it is not one of the four of the tab bar, and what is done at its end. */
import { LeftOutline } from 'antd-mobile-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'

interface Parts {
  title: string
  /** Where «back» leads. */
  back?: string
  children: ReactNode
  /** Stays at the bottom, in reach of the thumb. */
  actions?: ReactNode
}

export function Page({ title, back, children, actions }: Parts) {
  const { t } = useTranslation('ui')
  return (
    <>
      <main className={actions ? 'page page-acting' : 'page'}>
        <header className='page-head'>
          {back && (
            <Link href={back} className='back' aria-label={t('action.back')}>
              <LeftOutline aria-hidden />
            </Link>
          )}
          <h1>{title}</h1>
        </header>
        {children}
      </main>
      {actions && <div className='acts'>{actions}</div>}
    </>
  )
}
