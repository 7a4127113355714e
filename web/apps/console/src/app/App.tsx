/** Look, language and session around the console; then the person: theirs is the shell, or another app. */
import { SessionGate } from '@steward/ui'
import { ConfigProvider } from 'antd'
import { Entrance } from './Entrance'
import { SignIn } from './SignIn'
import { theme, useAntdLocale } from './theme'

export function App() {
  const locale = useAntdLocale()
  return (
    <ConfigProvider
      theme={theme}
      locale={locale}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <SessionGate signIn={(username) => <SignIn username={username} />}>
        <Entrance />
      </SessionGate>
    </ConfigProvider>
  )
}
