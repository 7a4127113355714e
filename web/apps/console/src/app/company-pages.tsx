/** The pages of what a company has: its people, its places, and what they owe. */
import {
  ApartmentOutlined,
  CheckSquareOutlined,
  EnvironmentOutlined,
  HomeOutlined,
  TeamOutlined,
  WalletOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import { pageWith } from './pageWith'
import type { Page } from './routes'

export const COMPANY_PAGES: Page[] = [
  {
    path: '/welcome',
    label: 'page.welcome',
    group: 'company',
    icon: <CheckSquareOutlined />,
    right: 'tenant.configure',
    component: pageWith('categories', () => import('../features/welcome/WelcomePage')),
  },
  {
    path: '/members',
    label: 'people.members',
    group: 'company',
    icon: <TeamOutlined />,
    right: 'organization.manage',
    shortcut: 'm',
    component: lazy(() => import('../features/people/MembersPage')),
  },
  {
    path: '/departments',
    label: 'people.departments',
    group: 'company',
    icon: <ApartmentOutlined />,
    right: 'organization.manage',
    component: pageWith(['surveys', 'worktime'], () => import('../features/people/DepartmentsPage')),
  },
  {
    path: '/places',
    label: 'page.places',
    group: 'company',
    icon: <EnvironmentOutlined />,
    right: 'estate.read',
    shortcut: 'p',
    component: lazy(() => import('../features/places/PlacesPage')),
  },
  {
    path: '/residents',
    label: 'places.residents',
    group: 'company',
    icon: <HomeOutlined />,
    right: 'estate.read',
    shortcut: 'r',
    component: lazy(() => import('../features/places/ResidentsPage')),
  },
  {
    path: '/import',
    label: 'page.import',
    group: 'company',
    right: 'estate.manage',
    component: lazy(() => import('../features/places/import/ImportPage')),
  },
  {
    path: '/accounts',
    label: 'page.accounts',
    group: 'company',
    icon: <WalletOutlined />,
    right: 'account.read',
    shortcut: 'a',
    component: pageWith('billing', () => import('../features/billing/AccountsPage')),
  },
  {
    path: '/accounts/:unit',
    label: 'page.account',
    group: 'company',
    right: 'account.read',
    component: pageWith('billing', () => import('../features/billing/AccountPage')),
  },
]
