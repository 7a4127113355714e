/** Everything that is not sent yet, and what can be done about what was refused. */
import { hurryNow, stuckIn } from '@steward/offline'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useOutbox } from '../../shared/outbox'
import { Page } from '../../shared/Page'
import { WaitingItem } from './WaitingItem'

export default function OutboxPage() {
  const { t } = useTranslation('technician')
  const { items, others, sending } = useOutbox()
  const stuck = stuckIn(items)
  return (
    <Page title={t('outbox.title')} back='/'>
      <p className='weak'>{t('outbox.what')}</p>
      {others > 0 && (
        <p className='note' role='status'>
          {t('outbox.others', { count: others })}
        </p>
      )}
      {items.length === 0 && <p className='empty'>{t('outbox.empty')}</p>}
      <ul className='cards'>
        {items.map((item) => (
          <WaitingItem
            key={item.key}
            item={item}
            isSending={sending === item.key}
            isHeld={item.state === 'waiting' && stuck.has(item)}
          />
        ))}
      </ul>
      {items.length > 0 && (
        <Button block color='primary' size='large' loading={sending !== null} onClick={() => void hurryNow()}>
          {t('outbox.send_now')}
        </Button>
      )}
    </Page>
  )
}
