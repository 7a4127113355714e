/** Who changed what in the administration of the company, and when. */
import { moment } from '@steward/ui'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { PageTitle } from '../../shared/PageTitle'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { sieve } from '../../shared/table/sieve'
import { type AuditEntry, listAudit } from './api/listAudit'
import './audit.css'
import { useChangeWords } from './useChangeWords'

const KINDS = [
  'tenant',
  'department',
  'member',
  'community',
  'building',
  'unit',
  'resident',
  'category',
  'survey_template',
  'calendar',
  'rota',
  'template',
  'wechat_account',
  'chat_channel',
  'address',
  'charge',
  'payment',
  'work_order',
  'report',
  'export',
] as const
const ACTIONS = [
  'created',
  'changed',
  'revoked',
  'sign_in_refused',
  'posted',
  'reversed',
  'disputed',
  'dispute_settled',
  'hold_waived',
  'connected',
  'disconnected',
  'mended',
  'removed',
  'requested',
] as const

export default function AuditPage() {
  const { t } = useTranslation('audit')
  const { t: own } = useTranslation('console')
  const [search, setSearch] = useAddress()
  const kind = search.get('kind') ?? undefined
  const action = search.get('action') ?? undefined
  const words = (search.get('q') ?? '').toLowerCase()
  const columns = useColumns()
  return (
    <DataTable
      name={own('page.audit')}
      columns={columns}
      queryKey={['audit', kind, action, words]}
      fetchPage={sieve(listAudit, (one) => {
        const told = `${one.actor.name} ${one.entity.name ?? ''} ${one.entity.id}`.toLowerCase()
        return (
          (!kind || one.entity.kind === kind) && (!action || one.action === action) && told.includes(words)
        )
      })}
      rowKey={(one) => `${one.at} ${one.entity.id} ${one.action}`}
      empty={t('none')}
      head={(exporting) => (
        <PageTitle title={own('page.audit')} extra={exporting}>
          <Input.Search
            className='filter-words'
            aria-label={t('search')}
            placeholder={t('search')}
            allowClear
            defaultValue={words}
            onSearch={(q) => setSearch({ q })}
          />
          <Select
            className='filter'
            allowClear
            aria-label={t('what')}
            placeholder={t('any_kind')}
            value={kind}
            onChange={(value) => setSearch({ kind: value })}
            options={KINDS.map((value) => ({ value: value as string, label: t(`kind.${value}`) }))}
          />
          <Select
            className='filter'
            allowClear
            aria-label={t('action_label')}
            placeholder={t('any_action')}
            value={action}
            onChange={(value) => setSearch({ action: value })}
            options={ACTIONS.map((value) => ({ value: value as string, label: t(`action.${value}`) }))}
          />
        </PageTitle>
      )}
    />
  )
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation('audit')
  const changes = useChangeWords()
  const actionOf = ({ action }: AuditEntry) => {
    const known = ACTIONS.find((one) => one === action)
    return known ? t(`action.${known}`) : action
  }
  return [
    { key: 'at', title: t('when'), value: (one) => one.at, render: (one) => moment(one.at) },
    { key: 'actor', title: t('who'), value: (one) => one.actor.name },
    { key: 'action', title: t('action_label'), value: actionOf },
    { key: 'kind', title: t('what'), value: (one) => t(`kind.${one.entity.kind}`) },
    { key: 'name', title: t('which'), value: (one) => one.entity.name ?? one.entity.id },
    {
      key: 'changes',
      title: t('changes'),
      value: (one) => changes(one).join('; '),
      render: (one) => (
        <ul className='audit-changes'>
          {changes(one).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ),
    },
  ]
}
