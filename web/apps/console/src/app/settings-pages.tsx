/** The pages on which a company says how it works: categories, working time, surveys, messages and policies. */
import {
  CalendarOutlined,
  HistoryOutlined,
  MailOutlined,
  MessageOutlined,
  PhoneOutlined,
  SendOutlined,
  SettingOutlined,
  TagsOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import { pageWith } from './pageWith'
import type { Page } from './routes'

export const SETTINGS_PAGES: Page[] = [
  {
    path: '/categories',
    label: 'page.categories',
    group: 'settings',
    icon: <TagsOutlined />,
    right: 'category.manage',
    component: lazy(() => import('../features/categories/CategoriesPage')),
  },
  {
    path: '/categories/:code',
    label: 'page.category',
    group: 'settings',
    right: 'category.manage',
    component: pageWith('worktime', () => import('../features/categories/CategoryPage')),
  },
  {
    path: '/calendars',
    label: 'page.calendars',
    group: 'settings',
    icon: <CalendarOutlined />,
    right: 'calendar.manage',
    component: pageWith('worktime', () => import('../features/calendars/CalendarsPage')),
  },
  {
    path: '/calendars/:id',
    label: 'page.calendar',
    group: 'settings',
    right: 'calendar.manage',
    component: pageWith('worktime', () => import('../features/calendars/CalendarPage')),
  },
  {
    path: '/rotas',
    label: 'page.rotas',
    group: 'settings',
    icon: <PhoneOutlined />,
    right: 'rota.manage',
    component: pageWith('worktime', () => import('../features/rotas/RotasPage')),
  },
  {
    path: '/templates',
    label: 'page.templates',
    group: 'settings',
    icon: <MailOutlined />,
    right: 'template.manage',
    component: pageWith('messages', () => import('../features/message-templates/TemplatesPage')),
  },
  {
    path: '/templates/:kind',
    label: 'page.template',
    group: 'settings',
    right: 'template.manage',
    component: pageWith('messages', () => import('../features/message-templates/TemplatePage')),
  },
  {
    path: '/chats',
    label: 'page.chats',
    group: 'settings',
    icon: <MessageOutlined />,
    right: 'channel.manage',
    component: pageWith('messages', () => import('../features/chats/ChatsPage')),
  },
  {
    path: '/deliveries',
    label: 'page.deliveries',
    group: 'settings',
    icon: <SendOutlined />,
    right: 'delivery.read',
    component: pageWith('messages', () => import('../features/deliveries/DeliveriesPage')),
  },
  {
    path: '/company',
    label: 'page.company',
    group: 'settings',
    icon: <SettingOutlined />,
    right: 'tenant.configure',
    component: pageWith('worktime', () => import('../features/company/CompanyPage')),
  },
  {
    path: '/audit',
    label: 'page.audit',
    group: 'settings',
    icon: <HistoryOutlined />,
    right: 'audit.read',
    component: pageWith('audit', () => import('../features/audit/AuditPage')),
  },
  {
    path: '/preferences',
    label: 'page.preferences',
    group: 'settings',
    right: 'me.change',
    component: pageWith('messages', () => import('../features/preferences/PreferencesPage')),
  },
]
