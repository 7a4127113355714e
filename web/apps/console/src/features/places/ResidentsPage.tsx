/** Everybody who lives here, with their units and sign-ins. */
import { UserAddOutlined } from '@ant-design/icons'
import { Button, Input, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAddress } from '../../shared/address'
import { type Invited, OneTimePassword } from '../../shared/forms/OneTimePassword'
import { PageTitle } from '../../shared/PageTitle'
import { useCan } from '../../shared/rights'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { sieve } from '../../shared/table/sieve'
import { useBuildings } from './api/useBuildings'
import { listResidents, type Resident } from './api/useResidents'
import { useUnits } from './api/useUnits'
import { ResidentDrawer } from './ResidentDrawer'

export default function ResidentsPage() {
  const { t } = useTranslation('console')
  const can = useCan()
  const [search, setSearch] = useAddress()
  const words = search.get('q')?.trim() ?? ''
  const signIn = search.get('sign_in') ?? ''
  const [editing, setEditing] = useState<Resident | 'new' | null>(null)
  const [invited, setInvited] = useState<Invited | null>(null)
  const mayManage = can('estate.manage')
  const fetchPage = sieve(listResidents({ q: words || undefined }), (one) => matches(one, signIn))
  const columns = useColumns(mayManage ? setEditing : null)
  return (
    <>
      <DataTable
        name={t('places.residents')}
        columns={columns}
        queryKey={['residents', 'page', words, signIn]}
        fetchPage={fetchPage}
        rowKey={(one) => one.id}
        empty={t('places.no_residents')}
        head={(exporting) => (
          <PageTitle
            title={t('places.residents')}
            extra={
              <Space>
                {exporting}
                {mayManage && (
                  <>
                    <Link href='/import'>
                      <Button>{t('places.import.open')}</Button>
                    </Link>
                    <Button type='primary' icon={<UserAddOutlined />} onClick={() => setEditing('new')}>
                      {t('places.add_resident')}
                    </Button>
                  </>
                )}
              </Space>
            }
          >
            <Input.Search
              className='filter-words'
              aria-label={t('places.search_residents')}
              placeholder={t('places.search_residents')}
              allowClear
              defaultValue={words}
              onSearch={(q) => setSearch({ q })}
            />
            <Select
              className='filter'
              aria-label={t('places.sign_in')}
              allowClear
              placeholder={t('places.sign_in_any')}
              value={signIn || undefined}
              onChange={(value) => setSearch({ sign_in: value })}
              options={[
                { value: 'yes', label: t('places.sign_in_yes') },
                { value: 'no', label: t('places.sign_in_no') },
              ]}
            />
          </PageTitle>
        )}
      />
      <ResidentDrawer
        isOpen={editing !== null}
        resident={editing === 'new' ? undefined : (editing ?? undefined)}
        onClose={() => setEditing(null)}
        onAdmitted={setInvited}
      />
      <OneTimePassword invited={invited} onClose={() => setInvited(null)} />
    </>
  )
}

function matches(resident: Resident, signIn: string): boolean {
  const canSignIn = resident.sign_in_name !== null && resident.is_active
  return signIn === '' || canSignIn === (signIn === 'yes')
}

function useColumns(onChange: ((resident: Resident) => void) | null): Column<Resident>[] {
  const { t } = useTranslation('console')
  const units = useUnits()
  const buildings = useBuildings()
  const buildingName = new Map(buildings.data?.map((one) => [one.id, one.name]))
  const unitName = new Map(
    units.data?.map((one) => [one.id, `${buildingName.get(one.building_id) ?? ''} ${one.name}`]),
  )
  const columns: Column<Resident>[] = [
    { key: 'name', title: t('people.name'), value: (one) => one.name },
    { key: 'phone', title: t('people.phone'), value: (one) => one.phone },
    {
      key: 'units',
      title: t('places.units'),
      value: (one) => one.unit_ids.map((id) => unitName.get(id) ?? '').join('; '),
    },
    {
      key: 'relation',
      title: t('places.relation.label'),
      value: (one) => t(`places.relation.${one.relation}`),
      render: (one) => <Tag>{t(`places.relation.${one.relation}`)}</Tag>,
    },
    {
      key: 'sign_in',
      title: t('people.username'),
      value: (one) => one.sign_in_name,
      render: (one) =>
        one.sign_in_name ? (
          <>
            {one.sign_in_name} {!one.is_active && <Tag color='red'>{t('places.shut_out')}</Tag>}
          </>
        ) : (
          t('places.no_sign_in')
        ),
    },
    { key: 'email', title: t('people.email'), value: (one) => one.email, isHidden: true },
  ]
  if (!onChange) return columns
  const actions: Column<Resident> = {
    key: 'actions',
    title: t('people.actions'),
    value: () => null,
    isControl: true,
    render: (one) => (
      <Button
        type='link'
        size='small'
        aria-label={t('places.change', { name: one.name })}
        onClick={() => onChange(one)}
      >
        {t('people.edit')}
      </Button>
    ),
  }
  return [...columns, actions]
}
