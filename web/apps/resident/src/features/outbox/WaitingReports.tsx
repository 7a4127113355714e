/** Reports that are still on this device: not sent for want of a network, or refused with a reason. */
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { database, type WaitingReport } from '../../shared/database'
import { dropReport } from './kept'
import { useOutbox } from './Outbox'

export function WaitingReports() {
  const { reports } = useOutbox()
  if (reports.length === 0) return null
  return (
    <>
      {reports.map((one) =>
        one.refusal ? <Refused key={one.key} report={one} /> : <Unsent key={one.key} report={one} />,
      )}
    </>
  )
}

function Unsent({ report }: { report: WaitingReport }) {
  const { t } = useTranslation('resident')
  const { send } = useOutbox()
  return (
    <section role='status' className='notice warn unsent'>
      <span>
        <strong>{t('outbox.waiting', { title: report.body.title })}</strong>
        <small>{t('outbox.waiting_why', { count: report.draft.photos.length })}</small>
      </span>
      <Button size='small' onClick={() => void send()}>
        {t('outbox.send_now')}
      </Button>
    </section>
  )
}

function Refused({ report }: { report: WaitingReport }) {
  const { t } = useTranslation('resident')
  const [, navigate] = useLocation()

  async function correct(): Promise<void> {
    await (await database()).put('drafts', report.draft)
    await dropReport(report.key)
    navigate(`/report/${report.draft.category}`)
  }

  return (
    <section role='alert' className='notice danger unsent'>
      <span>
        <strong>{t('outbox.refused', { title: report.body.title })}</strong>
        <small>{report.refusal?.detail}</small>
      </span>
      <span className='buttons'>
        <Button size='small' onClick={() => void correct()}>
          {t('outbox.correct')}
        </Button>
        <Button size='small' fill='none' onClick={() => void dropReport(report.key)}>
          {t('outbox.drop')}
        </Button>
      </span>
    </section>
  )
}
