/** The way between the four pages: below on phones, above on wide screens. */
import { Badge } from 'antd-mobile'
import { AppOutline, BellOutline, BillOutline, UserOutline } from 'antd-mobile-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useUnread } from '../features/notices/api/list'

export function Tabs() {
  const { t } = useTranslation('resident')
  const unread = useUnread().data ?? 0
  return (
    <nav className='tabs' aria-label={t('tabs.label')}>
      <Tab to='/' icon={<AppOutline />} label={t('tabs.home')} others={['/orders', '/report']} />
      <Tab to='/account' icon={<BillOutline />} label={t('tabs.account')} />
      <Tab
        to='/notices'
        icon={
          <Badge content={unread > 0 ? Math.min(unread, 99) : null}>
            <BellOutline />
          </Badge>
        }
        label={t('tabs.notices')}
        hint={unread > 0 ? t('tabs.unread', { count: unread }) : undefined}
      />
      <Tab to='/me' icon={<UserOutline />} label={t('tabs.me')} />
    </nav>
  )
}

interface Look {
  to: string
  icon: ReactNode
  label: string
  /** Said to those who do not see the badge. */
  hint?: string
  /** Pages that lie behind this tab, too. */
  others?: string[]
}

function Tab({ to, icon, label, hint, others = [] }: Look) {
  const [path] = useLocation()
  const isHere =
    path === to || (to !== '/' && path.startsWith(to)) || others.some((one) => path.startsWith(one))
  return (
    <Link to={to} className={isHere ? 'tab here' : 'tab'} aria-current={path === to ? 'page' : undefined}>
      <span className='tab-icon' aria-hidden='true'>
        {icon}
      </span>
      {label}
      {hint && <span className='unseen'>{hint}</span>}
    </Link>
  )
}
