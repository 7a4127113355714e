/** Whom a draft would reach, or whom a notice reached and by what. */
import { Alert, Statistic, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Progress } from './api/useNotice'
import { leaving } from './leaving'
import './notices.css'

export function Reach({ notice }: { notice: Progress }) {
  return notice.told ? <Told told={notice.told} channels={notice.channels} /> : <Foreseen notice={notice} />
}

function Foreseen({ notice }: { notice: Progress }) {
  const { t } = useTranslation('notices')
  const { foreseen } = notice
  if (!foreseen) return null
  return (
    <section aria-label={t('foreseen')}>
      <h2>{t('foreseen')}</h2>
      {!foreseen.is_complete && <Alert type='info' showIcon title={t('counting')} />}
      <div className='notice-figures' aria-live='polite'>
        <Statistic title={t('people')} value={foreseen.people} />
        {notice.payers === 'paid_up' && <Statistic title={t('excluded')} value={foreseen.excluded} />}
        {notice.channels.map((one) => (
          <Statistic key={one} title={t(`channel.${one}`)} value={foreseen.channels[one] ?? 0} />
        ))}
      </div>
    </section>
  )
}

function Told({ told, channels }: Pick<Progress, 'channels'> & { told: NonNullable<Progress['told']> }) {
  const { t } = useTranslation('notices')
  const rows = channels.map((channel) => ({ channel, ...told.channels[channel] }))
  const { left, all } = leaving(told)
  const places = ['reached', 'failed', 'inside', 'waiting', 'pending'] as const
  const outcomes = [
    ['pending', t('pending')],
    ['sent', t('left')],
    ['delivered', t('delivered')],
    ['failed', t('failed')],
  ]
  return (
    <section aria-label={t('told')}>
      <h2>{t('told')}</h2>
      {!told.is_complete && <Alert type='info' showIcon title={t('walking')} />}
      <div className='notice-figures' aria-live='polite'>
        <Statistic title={t('people')} value={told.people} />
        {places.map((one) => (
          <Statistic key={one} title={t(one)} value={told[one]} />
        ))}
        {told.excluded > 0 && <Statistic title={t('excluded')} value={told.excluded} />}
      </div>
      {left < all && (
        <div className='notice-leaving'>
          <p>{t('leaving', { left, all })}</p>
          <progress value={left} max={all} aria-label={t('leaving', { left, all })} />
        </div>
      )}
      {rows.length > 0 && (
        <Table
          size='small'
          pagination={false}
          rowKey='channel'
          dataSource={rows}
          columns={[
            {
              title: t('way'),
              dataIndex: 'channel',
              render: (one: (typeof channels)[number]) => t(`channel.${one}`),
            },
            ...outcomes.map(([dataIndex, title]) => ({ dataIndex, title, align: 'right' as const })),
          ]}
        />
      )}
    </section>
  )
}
