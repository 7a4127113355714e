/**
 * Every page of the console, as data: one row each. A row with an icon stands in the sidebar, in this order; `right` is
 * what a person needs for it (shared/rights.ts); `shortcut` is the letter after `g` that leads there.
 */
import {
  AlertOutlined,
  ApartmentOutlined,
  AppstoreOutlined,
  BarChartOutlined,
  BellOutlined,
  CustomerServiceOutlined,
  EnvironmentOutlined,
  FileTextOutlined,
  HourglassOutlined,
  PlusCircleOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import type { ParseKeys } from 'i18next'
import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode } from 'react'
import type { Right } from '../shared/rights'
import { COMPANY_PAGES } from './company-pages'
import { pageWith } from './pageWith'
import { SETTINGS_PAGES } from './settings-pages'

export interface Page {
  /** A wouter pattern below /console. */
  path: string
  /** Its name, in the sidebar, the palette and the window's title. */
  label: ParseKeys<'console'>
  group: 'work' | 'company' | 'settings'
  icon?: ReactNode
  right: Right
  shortcut?: string
  component: LazyExoticComponent<ComponentType>
}

const PAGES: Page[] = [
  {
    path: '/board',
    label: 'page.board',
    group: 'work',
    icon: <AppstoreOutlined />,
    right: 'orders.oversee',
    shortcut: 'b',
    component: lazy(() => import('../features/board/BoardPage')),
  },
  {
    path: '/orders',
    label: 'page.orders',
    group: 'work',
    icon: <UnorderedListOutlined />,
    right: 'orders.oversee',
    shortcut: 'o',
    component: lazy(() => import('../features/orders/OrdersPage')),
  },
  {
    path: '/stalls',
    label: 'page.stalls',
    group: 'work',
    icon: <HourglassOutlined />,
    right: 'orders.oversee',
    shortcut: 's',
    component: pageWith('boards', () => import('../features/stalls/StallsPage')),
  },
  {
    path: '/departments-board',
    label: 'page.departments_board',
    group: 'work',
    icon: <ApartmentOutlined />,
    right: 'board.read',
    shortcut: 'd',
    component: pageWith('boards', () => import('../features/departments-board/DepartmentsBoardPage')),
  },
  {
    path: '/escalations',
    label: 'page.escalations',
    group: 'work',
    icon: <AlertOutlined />,
    right: 'orders.oversee',
    shortcut: 'e',
    component: lazy(() => import('../features/escalations/EscalationsPage')),
  },
  {
    path: '/callbacks',
    label: 'page.callbacks',
    group: 'work',
    icon: <CustomerServiceOutlined />,
    right: 'callback.work',
    shortcut: 'c',
    component: pageWith('surveys', () => import('../features/callbacks/CallbacksPage')),
  },
  {
    path: '/new-order',
    label: 'page.new_order',
    group: 'work',
    icon: <PlusCircleOutlined />,
    right: 'work_order.report',
    shortcut: 'n',
    component: lazy(() => import('../features/intake/NewOrderPage')),
  },
  {
    path: '/map',
    label: 'page.map',
    group: 'work',
    icon: <EnvironmentOutlined />,
    right: 'orders.oversee',
    shortcut: 'm',
    component: lazy(() => import('../features/map/MapPage')),
  },
  {
    path: '/kpis',
    label: 'page.kpis',
    group: 'work',
    icon: <BarChartOutlined />,
    right: 'stats.read',
    shortcut: 'k',
    component: pageWith('figures', () => import('../features/kpis/KpisPage')),
  },
  {
    path: '/digest',
    label: 'page.digest',
    group: 'work',
    right: 'stats.read',
    component: pageWith(['figures', 'digest'], () => import('../features/digest/DigestPage')),
  },
  {
    path: '/reports',
    label: 'page.reports',
    group: 'work',
    icon: <FileTextOutlined />,
    right: 'report.read',
    shortcut: 'f',
    component: pageWith('figures', () => import('../features/reports/ReportsPage')),
  },
  {
    path: '/reports/:id',
    label: 'page.report',
    group: 'work',
    right: 'report.read',
    component: pageWith('figures', () => import('../features/reports/ReportPage')),
  },
  {
    path: '/notices',
    label: 'page.notices',
    group: 'work',
    icon: <BellOutlined />,
    right: 'notice.read',
    shortcut: 't',
    component: pageWith('notices', () => import('../features/notices/NoticesPage')),
  },
  {
    path: '/notices/:id',
    label: 'page.notice',
    group: 'work',
    right: 'notice.read',
    component: pageWith('notices', () => import('../features/notices/NoticePage')),
  },
  {
    path: '/orders/:id',
    label: 'page.order',
    group: 'work',
    right: 'work_order.read',
    component: lazy(() => import('../features/orders/OrderLink')),
  },
  ...COMPANY_PAGES,
  ...SETTINGS_PAGES,
]

/** The pages that these rights open. */
export function pagesFor(rights: Set<Right>): Page[] {
  return PAGES.filter((page) => rights.has(page.right))
}
