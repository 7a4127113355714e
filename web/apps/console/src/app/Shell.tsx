/** The frame around every page: sidebar, top bar, shortcuts, and the order drawer over whatever page is open. */
import type { Me } from '@steward/ui'
import { Layout, Menu, Skeleton } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, matchRoute, Redirect, Route, Switch, useLocation, useRouter } from 'wouter'
import { useOpenOrder } from '../shared/address'
import { rightsOf } from '../shared/rights'
import { ErrorBoundary } from './ErrorBoundary'
import { NotFound } from './NotFound'
import { pageWith } from './pageWith'
import { type Page, pagesFor } from './routes'
import { TopBar } from './TopBar'
import { useShortcuts } from './useShortcuts'

const OrderDrawer = pageWith('order', () => import('../features/orders/drawer/OrderDrawer'))
const Palette = lazy(() => import('./Palette'))
const ShortcutHelp = lazy(() => import('./ShortcutHelp'))
const WelcomeNotice = lazy(() => import('../features/welcome/WelcomeNotice'))
const FOLDED = 'steward-console-folded'

export function Shell({ me }: { me: Me }) {
  const pages = pagesFor(rightsOf(me))
  const [isFolded, setFolded] = useState(isFoldedByChoice)
  const shortcuts = useShortcuts(pages)
  const [location] = useLocation()
  const page = usePage(pages)
  const [order, openOrder] = useOpenOrder()
  useTitle(page, me)

  function fold(folded: boolean): void {
    setFolded(folded)
    localStorage.setItem(FOLDED, folded ? 'yes' : 'no')
  }

  return (
    <Layout className='shell'>
      <Layout.Sider
        theme='light'
        collapsible
        collapsed={isFolded}
        onCollapse={fold}
        breakpoint='xl'
        onBreakpoint={(isNarrow) => setFolded(isNarrow || isFoldedByChoice())}
        width={208}
        collapsedWidth={56}
      >
        <Sidebar pages={pages} current={page} isFolded={isFolded} />
      </Layout.Sider>
      <Layout>
        <TopBar me={me} onSearch={() => shortcuts.show('palette')} onHelp={() => shortcuts.show('help')} />
        <main className='page' key={page?.path}>
          <Suspense>{me.permissions.includes('tenant.configure') && <WelcomeNotice />}</Suspense>
          <ErrorBoundary key={location}>
            <Suspense fallback={<Skeleton active className='page-loading' />}>
              <Switch>
                <Route path='/'>{pages[0] ? <Redirect to={pages[0].path} replace /> : <NotFound />}</Route>
                {pages.map((one) => (
                  <Route key={one.path} path={one.path} component={one.component} />
                ))}
                <Route component={NotFound} />
              </Switch>
            </Suspense>
          </ErrorBoundary>
        </main>
      </Layout>
      <Suspense>
        {order && <OrderDrawer id={order} onClose={() => openOrder(undefined)} />}
        {shortcuts.shown === 'palette' && <Palette pages={pages} onClose={shortcuts.hide} />}
        {shortcuts.shown === 'help' && <ShortcutHelp pages={pages} onClose={shortcuts.hide} />}
      </Suspense>
    </Layout>
  )
}

function isFoldedByChoice(): boolean {
  return localStorage.getItem(FOLDED) === 'yes'
}

function Sidebar({ pages, current, isFolded }: { pages: Page[]; current?: Page; isFolded: boolean }) {
  const { t } = useTranslation('console')
  const groups = (['work', 'company', 'settings'] as const).map((group) => ({
    key: group,
    type: 'group' as const,
    label: isFolded ? null : t(`group.${group}`),
    children: pages
      .filter((page) => page.group === group && page.icon)
      .map((page) => ({
        key: page.path,
        icon: page.icon,
        label: <Link href={page.path}>{t(page.label)}</Link>,
        title: t(page.label),
      })),
  }))
  return (
    <nav aria-label={t('sidebar')}>
      <div className='brand' aria-hidden>
        <img src='/console/icon.svg' alt='' width={24} height={24} />
        {!isFolded && <span>{t('brand')}</span>}
      </div>
      <Menu
        mode='inline'
        selectedKeys={current ? [current.path] : []}
        items={groups.filter((group) => group.children.length > 0)}
      />
    </nav>
  )
}

function usePage(pages: Page[]): Page | undefined {
  const [location] = useLocation()
  const { parser } = useRouter()
  return pages.find((page) => matchRoute(parser, page.path, location)[0])
}

function useTitle(page: Page | undefined, me: Me): void {
  const { t } = useTranslation('console')
  const name = page ? t(page.label) : t('brand')
  const company = me.tenant?.name ?? ''
  useEffect(() => {
    document.title = `${name} · ${company}`
  }, [name, company])
}
