/** Notices to residents; a row opens one with whom it reaches. */
import { PlusOutlined } from '@ant-design/icons'
import { moment } from '@steward/ui'
import { Button, Space, Tag } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAddress } from '../../shared/address'
import { PageTitle } from '../../shared/PageTitle'
import { useCan } from '../../shared/rights'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { listNotices, type Notice } from './api/notices'
import { NoticeDrawer } from './NoticeDrawer'

const COLOURS = { draft: undefined, sending: 'blue', sent: 'green' } as const

export default function NoticesPage() {
  const { t } = useTranslation('notices')
  const { t: own } = useTranslation('console')
  const [, navigate] = useLocation()
  const [search, change] = useAddress()
  // Where its editor leads when it closes: the drawer closes after it is done.
  const made = useRef<string>(undefined)
  const can = useCan()
  const columns: Column<Notice>[] = [
    { key: 'title', title: t('title'), value: titleOf, width: 280 },
    { key: 'kind', title: t('kind_label'), value: (one) => t(`kind.${one.kind}`), width: 110 },
    {
      key: 'status',
      title: t('status_label'),
      value: (one) => t(`status.${one.status}`),
      render: (one) => <Tag color={COLOURS[one.status]}>{t(`status.${one.status}`)}</Tag>,
      width: 120,
    },
    { key: 'people', title: t('people'), value: (one) => one.people, width: 100, align: 'right' },
    { key: 'excluded', title: t('excluded'), value: (one) => one.excluded, width: 100, align: 'right' },
    { key: 'author', title: t('author'), value: (one) => one.author.name, width: 140 },
    { key: 'sent_at', title: t('sent_at'), value: (one) => one.sent_at && moment(one.sent_at), width: 170 },
  ]
  return (
    <>
      <DataTable
        name={own('page.notices')}
        columns={columns}
        queryKey={['notices', 'pages']}
        fetchPage={listNotices}
        rowKey={(one) => one.id}
        onOpen={(one) => navigate(`/notices/${one.id}`)}
        empty={t('none')}
        head={(exporting) => (
          <>
            <PageTitle
              title={own('page.notices')}
              extra={
                <Space>
                  {exporting}
                  {can('notice.send') && (
                    <Button type='primary' icon={<PlusOutlined />} onClick={() => change({ new: 'yes' })}>
                      {t('add')}
                    </Button>
                  )}
                </Space>
              }
            />
            <p className='hint'>{t('lead')}</p>
          </>
        )}
      />
      {search.get('new') && can('notice.send') && (
        <NoticeDrawer
          notice={null}
          onClose={() => navigate(made.current ? `/notices/${made.current}` : '/notices', { replace: true })}
          onDone={(notice) => {
            made.current = notice.id
          }}
        />
      )}
    </>
  )
}

function titleOf({ words }: Notice): string {
  return Object.values(words)[0]?.title ?? ''
}
