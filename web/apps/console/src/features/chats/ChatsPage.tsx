/** The departments' group chats: news of a department's queue is posted there by a robot of the chat's service. */

import { PlusOutlined, WechatOutlined } from '@ant-design/icons'
import { moment } from '@steward/ui'
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { ConfirmDialog } from '../../shared/forms/ConfirmDialog'
import { useNames } from '../../shared/names/useNames'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { disconnectChat } from './api/disconnectChat'
import { type Chat, listChats } from './api/listChats'
import { useTrial } from './api/useTrial'
import { useWechatAccount } from './api/useWechatAccount'
import { ChatDrawer } from './ChatDrawer'
import { WechatDrawer } from './WechatDrawer'

export default function ChatsPage() {
  const { t } = useTranslation('messages')
  const { t: own } = useTranslation('console')
  const [isAdding, setAdding] = useState(false)
  const [search, setSearch] = useAddress()
  const [leaving, setLeaving] = useState<Chat | null>(null)
  const wechat = useWechatAccount()
  const trial = useTrial()
  const tried = trial.variables?.name ?? ''
  return (
    <>
      <DataTable
        name={own('page.chats')}
        columns={useColumns({ trial, onLeave: setLeaving })}
        queryKey={['chats']}
        fetchPage={listChats}
        rowKey={(one) => one.id}
        empty={t('chat.none')}
        head={(exporting) => (
          <>
            <PageTitle
              title={own('page.chats')}
              extra={
                <Space>
                  {exporting}
                  <Button icon={<WechatOutlined />} onClick={() => setSearch({ wechat: 'yes' })}>
                    {t('wechat.open')}
                  </Button>
                  <Button type='primary' icon={<PlusOutlined />} onClick={() => setAdding(true)}>
                    {t('chat.add')}
                  </Button>
                </Space>
              }
            />
            <p className='form-lead'>{t('chat.lead')}</p>
            {wechat.data && <p>{t('wechat.connected', { app_id: wechat.data.app_id })}</p>}
            {wechat.isError && <ProblemNotice failure={wechat.error} onRetry={() => void wechat.refetch()} />}
            {trial.isError && (
              <ProblemNotice failure={trial.error} about={tried} onClose={() => trial.reset()} />
            )}
            {trial.isSuccess && (
              <Alert type='success' role='status' showIcon title={t('chat.tried', { name: tried })} />
            )}
          </>
        )}
      />
      <WechatDrawer
        account={wechat.data ?? null}
        isOpen={search.get('wechat') === 'yes' && wechat.data !== undefined}
        onClose={() => setSearch({ wechat: undefined })}
      />
      <ChatDrawer isOpen={isAdding} onClose={() => setAdding(false)} />
      {leaving && (
        <ConfirmDialog
          title={t('chat.leave_title', { name: leaving.name })}
          text={t('chat.leave_text')}
          confirm={t('chat.leave')}
          isDanger
          send={() => disconnectChat(leaving.id)}
          refreshes={[['chats']]}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  )
}

interface Acts {
  trial: ReturnType<typeof useTrial>
  onLeave: (chat: Chat) => void
}

function useColumns({ trial, onLeave }: Acts): Column<Chat>[] {
  const { t } = useTranslation('messages')
  const { t: own } = useTranslation('console')
  const { department } = useNames()
  return [
    { key: 'name', title: t('chat.name'), value: (one) => one.name, width: 220 },
    { key: 'kind', title: t('chat.service'), value: (one) => t(`service.${one.kind}`), width: 140 },
    {
      key: 'department',
      title: t('chat.department'),
      value: (one) => department(one.department_id),
      width: 200,
    },
    {
      key: 'since',
      title: t('chat.since'),
      value: (one) => one.created_at,
      render: (one) => moment(one.created_at),
      width: 180,
    },
    {
      key: 'actions',
      title: own('people.actions'),
      value: () => null,
      isControl: true,
      width: 260,
      render: (one) => (
        <Space>
          <Button
            size='small'
            aria-label={t('chat.try_it', { name: one.name })}
            loading={trial.isPending && trial.variables.id === one.id}
            onClick={() => trial.mutate(one)}
          >
            {t('chat.try')}
          </Button>
          <Button
            size='small'
            danger
            aria-label={t('chat.leave_title', { name: one.name })}
            onClick={() => onLeave(one)}
          >
            {t('chat.leave')}
          </Button>
        </Space>
      ),
    },
  ]
}
