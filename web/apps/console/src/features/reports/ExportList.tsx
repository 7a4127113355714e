/** The files that one had made: how far each is, where to fetch it, or why there is none. */
import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { moment } from '@steward/ui'
import { Button, Empty, Skeleton, Space, Spin, Table, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { type Export, isOpen, useExports } from './api/exports'
import { ExportDrawer } from './ExportDrawer'
import { useExportWords } from './useExportWords'

export function ExportList({ head }: { head: (extra: ReactNode) => ReactNode }) {
  const { t } = useTranslation('figures')
  const { t: ui } = useTranslation('ui')
  const exports = useExports()
  const words = useExportWords()
  const [isMaking, setMaking] = useState(false)
  const rows = exports.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {head(
        <Button type='primary' icon={<PlusOutlined />} onClick={() => setMaking(true)}>
          {t('export.make')}
        </Button>,
      )}
      <p className='hint'>{`${t('export.lead')} ${t('export.told')}`}</p>
      {exports.isError && <ProblemNotice failure={exports.error} onRetry={() => void exports.refetch()} />}
      {exports.isPending && <Skeleton active />}
      {exports.data && (
        <Table<Export>
          aria-label={t('export.tab')}
          size='small'
          rowKey='id'
          pagination={false}
          dataSource={rows}
          scroll={{ x: 1240 }}
          locale={{ emptyText: <Empty description={t('export.none')} /> }}
          columns={[
            { title: t('export.kind'), width: 130, render: (_, one) => t(`export.of.${one.kind}`) },
            { title: t('export.what'), width: 260, render: (_, one) => words(one) },
            { title: t('export.format'), width: 130, render: (_, one) => t(`export.as.${one.format}`) },
            { title: t('export.asked'), width: 190, render: (_, one) => moment(one.created_at) },
            { title: t('export.status'), width: 230, render: (_, one) => <Stand export={one} /> },
            { title: t('export.file'), width: 150, render: (_, one) => <Download export={one} /> },
            { title: t('export.gone'), width: 190, render: (_, one) => moment(one.gone_at) },
          ]}
        />
      )}
      {exports.hasNextPage && (
        <footer className='data-table-foot'>
          <Button onClick={() => void exports.fetchNextPage()} loading={exports.isFetchingNextPage}>
            {ui('action.more')}
          </Button>
        </footer>
      )}
      {isMaking && <ExportDrawer onClose={() => setMaking(false)} />}
    </>
  )
}

function Stand({ export: one }: { export: Export }) {
  const { t, i18n } = useTranslation('figures')
  const rows = t('export.so_far', { count: new Intl.NumberFormat(i18n.language).format(one.rows) as never })
  if (isOpen(one))
    return (
      <Space role='status'>
        <Spin size='small' />
        {`${t(`export.state.${one.status}`)} · ${rows}`}
      </Space>
    )
  if (one.status === 'failed')
    return (
      <>
        <Tag color='red'>{t('export.state.failed')}</Tag>
        {`${t(`export.reason.${one.reason as 'invalid'}`)} ${t('export.again')}`}
      </>
    )
  return (
    <>
      <Tag color='green'>{t('export.state.ready')}</Tag>
      {`${t('export.rows')}: ${new Intl.NumberFormat(i18n.language).format(one.rows)}`}
      {one.is_cut && <p className='order-alarm export-cut'>{t('export.cut')}</p>}
    </>
  )
}

function Download({ export: one }: { export: Export }) {
  const { t } = useTranslation('figures')
  if (!one.url) return '–'
  return (
    <Button
      size='small'
      icon={<DownloadOutlined />}
      href={one.url}
      aria-label={t('export.download_of', {
        what: t(`export.of.${one.kind}`),
        moment: moment(one.created_at),
      })}
    >
      {t('export.download')}
    </Button>
  )
}
