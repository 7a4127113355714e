/** A page that fails takes nothing else with it: says so, and offers to load it again. */
import { Alert, Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export class ErrorBoundary extends Component<{ children: ReactNode }, { failure: unknown }> {
  override state = { failure: null }

  static getDerivedStateFromError(failure: unknown) {
    return { failure }
  }

  override render() {
    return this.state.failure === null ? this.props.children : <PageFailed />
  }
}

function PageFailed() {
  const { t } = useTranslation('console')
  return (
    <Alert
      type='warning'
      showIcon
      title={t('page_failed.title')}
      description={t('page_failed.text')}
      action={
        <Button type='primary' onClick={() => location.reload()}>
          {t('page_failed.reload')}
        </Button>
      }
    />
  )
}
