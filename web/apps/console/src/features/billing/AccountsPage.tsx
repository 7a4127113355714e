/** Every unit with what it owes today. */
import { day, money } from '@steward/ui'
import { Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAddress } from '../../shared/address'
import { fromMinor } from '../../shared/money/minor'
import { PageTitle } from '../../shared/PageTitle'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { useBuildings } from '../places/api/useBuildings'
import { useCommunities } from '../places/api/useCommunities'
import { listAccounts, type UnitStanding } from './api/listAccounts'

export default function AccountsPage() {
  const { t } = useTranslation('billing')
  const { t: own } = useTranslation('console')
  const [, navigate] = useLocation()
  const [search] = useAddress()
  const community = search.get('community') ?? undefined
  const building = search.get('building') ?? undefined
  const standing = search.get('standing')
  const wanted = standing === 'arrears' || standing === 'clear' ? standing : undefined
  return (
    <DataTable
      name={own('page.accounts')}
      columns={useColumns()}
      queryKey={['accounts', community, building, wanted]}
      fetchPage={listAccounts({ community, building, standing: wanted })}
      rowKey={(one) => one.unit_id}
      onOpen={(one) => navigate(`/accounts/${one.unit_id}`)}
      empty={t('no_accounts')}
      head={(exporting) => (
        <PageTitle title={own('page.accounts')} extra={exporting}>
          <AccountFilters />
        </PageTitle>
      )}
    />
  )
}

function AccountFilters() {
  const { t } = useTranslation('billing')
  const { t: own } = useTranslation('console')
  const [search, setSearch] = useAddress()
  const communities = useCommunities().data ?? []
  const buildings = useBuildings().data ?? []
  const community = search.get('community') ?? undefined
  const near = buildings.filter((one) => !community || one.community_id === community)
  return (
    <>
      <Select
        className='filter'
        allowClear
        aria-label={own('places.import.where')}
        placeholder={t('all_communities')}
        value={community}
        onChange={(id) => setSearch({ community: id, building: undefined })}
        options={communities.map((one) => ({ value: one.id, label: one.name }))}
      />
      <Select
        className='filter'
        allowClear
        aria-label={own('places.import.head.building')}
        placeholder={t('all_buildings')}
        value={search.get('building') ?? undefined}
        onChange={(id) => setSearch({ building: id })}
        options={near.map((one) => ({ value: one.id, label: one.name }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <Select
        className='filter'
        allowClear
        aria-label={t('standing')}
        placeholder={t('any_standing')}
        value={search.get('standing') ?? undefined}
        onChange={(value) => setSearch({ standing: value })}
        options={(['arrears', 'clear'] as const).map((value) => ({
          value,
          label: t(`standings.${value}`),
        }))}
      />
    </>
  )
}

function useColumns(): Column<UnitStanding>[] {
  const { t } = useTranslation('billing')
  const { t: own } = useTranslation('console')
  const buildings = useBuildings().data ?? []
  const amount = (one: UnitStanding['balance']) => fromMinor(one.amount, one.currency)
  return [
    {
      key: 'building',
      title: own('places.import.head.building'),
      value: (one) => buildings.find(({ id }) => id === one.building_id)?.name,
    },
    { key: 'unit', title: own('places.unit_name'), value: (one) => one.unit_name },
    {
      key: 'standing',
      title: t('standing'),
      value: (one) => t(`standings.${one.standing}`),
      render: (one) => (
        <Tag color={one.standing === 'arrears' ? 'red' : 'green'}>{t(`standings.${one.standing}`)}</Tag>
      ),
    },
    {
      key: 'amount_due',
      title: t('amount_due'),
      value: (one) => amount(one.amount_due),
      render: (one) => money(one.amount_due),
      align: 'right',
    },
    {
      key: 'balance',
      title: t('balance'),
      value: (one) => amount(one.balance),
      render: (one) => money(one.balance),
      align: 'right',
    },
    {
      key: 'since',
      title: t('since'),
      value: (one) => one.since,
      render: (one) => one.since && day(one.since),
    },
  ]
}
