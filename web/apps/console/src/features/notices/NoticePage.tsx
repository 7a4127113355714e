/** One notice: what its people read, whom it would reach before it is sent, and whom it reached since. */
import { LANGUAGES, moment } from '@steward/ui'
import { Button, Descriptions, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'wouter'
import { ConfirmDialog } from '../../shared/forms/ConfirmDialog'
import { useBuildings, useCommunities } from '../../shared/names/useNames'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useCan } from '../../shared/rights'
import { removeNotice, sendNotice } from './api/changeNotice'
import { type Progress, useNotice } from './api/useNotice'
import { FollowUpDrawer } from './FollowUpDrawer'
import { NoticeDrawer } from './NoticeDrawer'
import { Reach } from './Reach'
import './notices.css'

export default function NoticePage() {
  const { t } = useTranslation('notices')
  const { id } = useParams<{ id: string }>()
  const notice = useNotice(id)
  return (
    <>
      <p className='notice-back'>
        <Link href='/notices'>{t('back')}</Link>
      </p>
      {notice.isError && (
        <>
          <PageTitle title={t('gone')} />
          <ProblemNotice failure={notice.error} onRetry={() => void notice.refetch()} />
        </>
      )}
      {notice.isPending && <Skeleton active />}
      {notice.data && <Opened key={id} notice={notice.data} />}
    </>
  )
}

type Asked = 'change' | 'remove' | 'send' | 'follow'

function Opened({ notice }: { notice: Progress }) {
  const { t } = useTranslation('notices')
  const [asked, setAsked] = useState<Asked | null>(null)
  const title = Object.values(notice.words)[0]?.title ?? ''
  return (
    <>
      <PageTitle title={title} extra={<Actions notice={notice} onAsk={setAsked} />} />
      <About notice={notice} />
      <Reach notice={notice} />
      <h2>{t('reads')}</h2>
      {LANGUAGES.map((language) => (
        <Sample key={language} language={language} sample={notice.samples[language]} />
      ))}
      {asked && <Dialogs notice={notice} asked={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

function Actions({ notice, onAsk }: { notice: Progress; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('notices')
  const can = useCan()
  if (!can('notice.send')) return null
  if (notice.status === 'sent') return <Button onClick={() => onAsk('follow')}>{t('follow')}</Button>
  if (notice.status === 'sending') return null
  return (
    <Space wrap>
      <Button onClick={() => onAsk('change')}>{t('edit')}</Button>
      <Button danger onClick={() => onAsk('remove')}>
        {t('remove')}
      </Button>
      <Button type='primary' disabled={!notice.foreseen?.is_complete} onClick={() => onAsk('send')}>
        {t('send')}
      </Button>
    </Space>
  )
}

function About({ notice }: { notice: Progress }) {
  const { t } = useTranslation('notices')
  const { scope, starts_at, ends_at } = notice
  const places = [...useCommunities(), ...useBuildings()]
  const named = [...scope.community_ids, ...scope.building_ids].map(
    (id) => places.find((one) => one.id === id)?.name ?? id,
  )
  const units = scope.unit_ids.length > 0 ? [t('units', { count: scope.unit_ids.length })] : []
  const window = [starts_at, ends_at].map((at) => (at ? moment(at) : '…')).join(' – ')
  const items = [
    { key: 'kind', label: t('kind_label'), children: t(`kind.${notice.kind}`) },
    { key: 'status', label: t('status_label'), children: t(`status.${notice.status}`) },
    {
      key: 'to',
      label: t('to'),
      children: `${scope.company ? t('company') : [...named, ...units].join(', ')} · ${t(notice.payers)}`,
    },
    ...(starts_at || ends_at ? [{ key: 'window', label: t('window'), children: window }] : []),
    ...(notice.follows
      ? [
          {
            key: 'follows',
            label: t('follows'),
            children: <Link href={`/notices/${notice.follows}`}>{t('earlier')}</Link>,
          },
        ]
      : []),
  ]
  return <Descriptions size='small' column={1} items={items} />
}

function Sample({ language, sample }: { language: string; sample?: Progress['samples']['en'] }) {
  const { t } = useTranslation('notices')
  if (!sample) return null
  return (
    <article lang={language} className='notice-text'>
      <h3>{sample.title}</h3>
      <p>{sample.body}</p>
      {sample.sms && <p className='hint'>{t('sms_reads', { text: sample.sms })}</p>}
    </article>
  )
}

function Dialogs({ notice, asked, onClose }: { notice: Progress; asked: Asked; onClose: () => void }) {
  const { t } = useTranslation('notices')
  const [, navigate] = useLocation()
  switch (asked) {
    case 'change':
      return <NoticeDrawer notice={notice} onClose={onClose} onDone={onClose} />
    case 'follow':
      return (
        <FollowUpDrawer
          notice={notice}
          onClose={onClose}
          onDone={(after) => navigate(`/notices/${after.id}`)}
        />
      )
    case 'remove':
      return (
        <ConfirmDialog
          title={t('remove_title')}
          text={t('remove_text')}
          confirm={t('remove')}
          isDanger
          send={async () => {
            await removeNotice(notice)
            navigate('/notices')
          }}
          refreshes={[['notices', 'pages']]}
          onClose={onClose}
        />
      )
    case 'send':
      return (
        <ConfirmDialog
          title={t('send_title', { count: notice.foreseen?.people ?? 0 })}
          text={t('send_text')}
          confirm={t('send_confirm')}
          send={(key) => sendNotice(notice, key)}
          refreshes={[['notices']]}
          onClose={onClose}
        />
      )
  }
}
