/** Somebody signed in whose app is another one: says which, and leads there. */
import { session } from '@steward/api'
import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'

interface Signed {
  app: 'resident' | 'technician' | 'operator'
  name: string
}

export default function WrongApp({ app, name }: Signed) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  return (
    <main>
      <Result
        status='info'
        title={t(`wrong_app.${app}.title`, { name })}
        subTitle={t(`wrong_app.${app}.text`)}
        extra={[
          app !== 'operator' && (
            <Button key='go' type='primary' href={`/${app}/`}>
              {t(`wrong_app.${app}.go`)}
            </Button>
          ),
          <Button key='out' onClick={() => void session.signOut()}>
            {shared('action.sign_out')}
          </Button>,
        ]}
      />
    </main>
  )
}
