/** Whose console it is, the way to everything by keyboard, and the person's own menu. */
import { GlobalOutlined, QuestionCircleOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons'
import { session } from '@steward/api'
import { changeLanguage, LANGUAGES, language, type Me } from '@steward/ui'
import { Button, Dropdown, Layout } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'

import { Bell } from '../features/notifications/Bell'

const PasswordDialog = lazy(() => import('./PasswordDialog'))

interface Bar {
  me: Me
  onSearch: () => void
  onHelp: () => void
}

export function TopBar({ me, onSearch, onHelp }: Bar) {
  const { t } = useTranslation('console')
  return (
    <Layout.Header className='top-bar'>
      <strong className='company'>{me.tenant?.name}</strong>
      <Button className='search' icon={<SearchOutlined />} onClick={onSearch}>
        <span className='search-hint'>{t('palette.hint')}</span>
        <kbd>{t('palette.keys')}</kbd>
      </Button>
      <span className='stretch' />
      <Button type='text' icon={<QuestionCircleOutlined />} aria-label={t('help.title')} onClick={onHelp} />
      <Bell />
      <LanguageMenu />
      <PersonMenu name={me.member?.name ?? ''} />
    </Layout.Header>
  )
}

function LanguageMenu() {
  const { t } = useTranslation('ui')
  const items = LANGUAGES.map((one) => ({ key: one, label: <span lang={one}>{t(`language.${one}`)}</span> }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectedKeys: [language()],
        onClick: ({ key }) => void changeLanguage(LANGUAGES.find((one) => one === key) ?? 'en'),
      }}
    >
      <Button type='text' icon={<GlobalOutlined />} aria-label={t('language.change')} />
    </Dropdown>
  )
}

function PersonMenu({ name }: { name: string }) {
  const { t } = useTranslation('ui')
  const { t: own } = useTranslation('console')
  const [, navigate] = useLocation()
  const [isChanging, setChanging] = useState(false)
  const actions: Record<string, () => void> = {
    messages: () => navigate('/preferences'),
    password: () => setChanging(true),
    out: () => void session.signOut(),
    everywhere: () => void session.signOut(true),
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'messages', label: own('page.preferences') },
            { key: 'password', label: t('sign_in.change_password') },
            { type: 'divider' },
            { key: 'out', label: t('action.sign_out') },
            { key: 'everywhere', label: t('action.sign_out_everywhere') },
          ],
          onClick: ({ key }) => actions[key]?.(),
        }}
      >
        <Button type='text' icon={<UserOutlined />}>
          {name}
        </Button>
      </Dropdown>
      <Suspense>{isChanging && <PasswordDialog onClose={() => setChanging(false)} />}</Suspense>
    </>
  )
}
