/** The last resort: a page that cannot be drawn, for instance because its part belongs to a version that is gone. */
import { Button } from 'antd-mobile'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export class Broken extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    return this.state.isBroken ? <Reload /> : this.props.children
  }
}

function Reload() {
  const { t } = useTranslation('resident')
  return (
    <main className='page centred'>
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.text')}</p>
      <Button color='primary' onClick={() => location.reload()}>
        {t('broken.reload')}
      </Button>
    </main>
  )
}
