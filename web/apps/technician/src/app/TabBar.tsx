import { useMe } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'
import { BellOutline, ClockCircleOutline, UnorderedListOutline, UserOutline } from 'antd-mobile-icons'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { inbox } from '../features/inbox/api/inbox'

const TABS = [
  { path: '/', key: 'today', Icon: ClockCircleOutline },
  { path: '/queue', key: 'queue', Icon: UnorderedListOutline },
  { path: '/inbox', key: 'inbox', Icon: BellOutline },
  { path: '/me', key: 'me', Icon: UserOutline },
] as const

/** The four places, on their own pages only: an order's page has its actions there. */
export function TabBar() {
  const { t } = useTranslation('technician')
  const [path] = useLocation()
  const { data: me } = useMe()
  const { data: news } = useQuery(inbox)
  const mayTake = me?.permissions.includes('work_order.take') ?? false
  if (!TABS.some((tab) => tab.path === path)) return null
  return (
    <nav className='tabs' aria-label={t('tabs')}>
      {TABS.filter((tab) => tab.key !== 'queue' || mayTake).map(({ path: to, key, Icon }) => (
        <Link key={key} href={to} aria-current={to === path ? 'page' : undefined}>
          <Icon aria-hidden />
          <span>{t(`${key}.title`)}</span>
          {key === 'inbox' && !!news?.unread && <b className='count'>{news.unread}</b>}
        </Link>
      ))}
    </nav>
  )
}
