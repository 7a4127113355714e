/** The picture of what happens to an order that nobody touches, drawn anew with every change of the editor. */
import { language } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { example, type Lane, type Moment, type Promises, type Step } from './example'
import './example-timeline.css'

/** A Monday, nine in the morning. */
const REPORTED = Date.UTC(2024, 0, 1, 9)

interface Shown {
  promises: Promises
  ladder: readonly Step[]
  /** The name of a member whom a step tells. */
  memberName: (id: string) => string
}

export function ExampleTimeline({ promises, ladder, memberName }: Shown) {
  const { t } = useTranslation('categories')
  const lanes = example(promises, ladder)
  return (
    <section className='example' aria-label={t('example.title')}>
      <h2>{t('example.title')}</h2>
      <p>{t('example.lead')}</p>
      {lanes.length === 0 && <p>{t('example.none')}</p>}
      {lanes.map((lane) => (
        <LanePicture key={lane.deadline} lane={lane} memberName={memberName} />
      ))}
    </section>
  )
}

function LanePicture({ lane, memberName }: { lane: Lane; memberName: (id: string) => string }) {
  const { t } = useTranslation('categories')
  return (
    <div className='example-lane'>
      <h3>{t(`example.lane.${lane.deadline}`)}</h3>
      <ol>
        {lane.moments.map((moment, index) => (
          <li key={index} className={`example-${moment.kind}`}>
            <time>{clockOf(moment.at)}</time>
            <strong>
              {moment.kind === 'breach'
                ? t(`example.breach.${lane.deadline}`)
                : t(`example.kind.${moment.kind}`)}
            </strong>
            <Told moment={moment} memberName={memberName} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function Told({ moment, memberName }: { moment: Moment; memberName: (id: string) => string }) {
  const { t } = useTranslation('categories')
  const name = useRecipientName(memberName)
  if (moment.notify.length === 0) return null
  return (
    <span className='example-told'>
      {moment.notify.map(name).join(t('example.and'))}
      {moment.isAdded && <small>{t('example.added')}</small>}
    </span>
  )
}

function useRecipientName(memberName: (id: string) => string): (recipient: string) => string {
  const { t } = useTranslation('categories')
  return (recipient) => {
    const known = RECIPIENTS.find((one) => one === recipient)
    return known ? t(`recipient.${known}`) : memberName(recipient)
  }
}

export const RECIPIENTS = ['assignee', 'head', 'on_call', 'assessment', 'setter'] as const

/** The weekday and time of day so many seconds after the report. */
function clockOf(seconds: number): string {
  const format = new Intl.DateTimeFormat(language(), {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  })
  return format.format(new Date(REPORTED + seconds * 1000))
}
