/** All is there: where the first order stands, and what to do next. */
import { Button, Result, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'

export default function FinishedStep() {
  const { t } = useTranslation('console')
  return (
    <Result
      status='success'
      title={t('welcome.finished')}
      subTitle={t('welcome.finished_text')}
      extra={
        <Space wrap>
          <Link href='/board'>
            <Button type='primary'>{t('welcome.to_board')}</Button>
          </Link>
          <Link href='/members'>
            <Button>{t('welcome.to_members')}</Button>
          </Link>
          <Link href='/import'>
            <Button>{t('welcome.to_import')}</Button>
          </Link>
        </Space>
      }
    />
  )
}
