/** Who works here: invite, change, revoke. */
import { UserAddOutlined } from '@ant-design/icons'
import { Button, Input, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { ConfirmDialog } from '../../shared/forms/ConfirmDialog'
import { type Invited, OneTimePassword } from '../../shared/forms/OneTimePassword'
import { PageTitle } from '../../shared/PageTitle'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { sieve } from '../../shared/table/sieve'
import { revokeMember } from './api/revokeMember'
import { type Department, useDepartments } from './api/useDepartments'
import { listMembers, type Member } from './api/useMembers'
import { ChangeDrawer, InviteDrawer } from './MemberDrawer'
import { EVERYWHERE, type Role, rowsOf } from './roles'

export default function MembersPage() {
  const { t } = useTranslation('console')
  const [search, setSearch] = useAddress()
  const departments = useDepartments()
  const [isInviting, setInviting] = useState(false)
  const [changing, setChanging] = useState<Member | null>(null)
  const [revoking, setRevoking] = useState<Member | null>(null)
  const [invited, setInvited] = useState<Invited | null>(null)
  const known = departments.data ?? []
  const department = search.get('department') ?? undefined
  const words = search.get('q') ?? ''
  const withRevoked = search.get('revoked') === 'yes'
  const fetchPage = sieve(listMembers(department), (one) => matches(one, words, withRevoked))
  const columns = useColumns(known, {
    onChange: setChanging,
    onRevoke: setRevoking,
  })

  return (
    <>
      <DataTable
        name={t('people.members')}
        columns={columns}
        queryKey={['members', 'page', department, words, withRevoked]}
        fetchPage={fetchPage}
        rowKey={(member) => member.id}
        empty={t('people.none')}
        head={(exporting) => (
          <PageTitle
            title={t('people.members')}
            extra={
              <Space>
                {exporting}
                <Button type='primary' icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
                  {t('people.invite')}
                </Button>
              </Space>
            }
          >
            <Input.Search
              className='filter-words'
              aria-label={t('people.search')}
              placeholder={t('people.search')}
              allowClear
              defaultValue={words}
              onSearch={(q) => setSearch({ q })}
            />
            <Select
              className='filter'
              aria-label={t('people.department')}
              allowClear
              placeholder={t('people.all_departments')}
              value={department}
              onChange={(id) => setSearch({ department: id })}
              options={known.map((one) => ({ value: one.id, label: one.name }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
            <Select
              className='filter'
              aria-label={t('people.state')}
              value={withRevoked ? 'yes' : 'no'}
              onChange={(revoked) => setSearch({ revoked: revoked === 'yes' ? 'yes' : undefined })}
              options={[
                { value: 'no', label: t('people.only_active') },
                { value: 'yes', label: t('people.revoked_too') },
              ]}
            />
          </PageTitle>
        )}
      />
      <InviteDrawer
        departments={known}
        isOpen={isInviting}
        onClose={() => setInviting(false)}
        onInvited={setInvited}
      />
      <ChangeDrawer departments={known} member={changing} onClose={() => setChanging(null)} />
      <OneTimePassword invited={invited} onClose={() => setInvited(null)} />
      {revoking && (
        <ConfirmDialog
          title={t('people.revoke_title', { name: revoking.name })}
          text={t('people.revoke_text')}
          confirm={t('people.revoke')}
          isDanger
          send={(key) => revokeMember(revoking, key)}
          refreshes={[['members'], ['names']]}
          onClose={() => setRevoking(null)}
        />
      )}
    </>
  )
}

function matches(member: Member, words: string, withRevoked: boolean): boolean {
  if (!member.is_active && !withRevoked) return false
  const told = [member.name, member.sign_in_name, member.phone, member.email].join(' ').toLowerCase()
  return told.includes(words.toLowerCase())
}

interface Actions {
  onChange: (member: Member) => void
  onRevoke: (member: Member) => void
}

function useColumns(departments: readonly Department[], actions: Actions): Column<Member>[] {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  const nameOf = (id: string) => departments.find((one) => one.id === id)?.name ?? id
  const roles = (member: Member) =>
    rowsOf(member).map(({ role, where }) =>
      where === EVERYWHERE
        ? t(`people.role.${role as Role}`)
        : t('people.role_in', { role: t(`people.role.${role as Role}`), department: nameOf(where) }),
    )
  return [
    { key: 'name', title: t('people.name'), value: (one) => one.name },
    { key: 'sign_in_name', title: t('people.username'), value: (one) => one.sign_in_name },
    {
      key: 'roles',
      title: t('people.roles'),
      value: (one) => roles(one).join('; '),
      render: (one) =>
        one.is_active ? roles(one).map((role) => <Tag key={role}>{role}</Tag>) : t('people.revoked'),
    },
    {
      key: 'departments',
      title: t('people.departments'),
      value: (one) => one.department_ids.map(nameOf).join('; '),
    },
    { key: 'phone', title: t('people.phone'), value: (one) => one.phone },
    { key: 'email', title: t('people.email'), value: (one) => one.email, isHidden: true },
    {
      key: 'language',
      title: t('people.language'),
      value: (one) => ui(`language.${one.language as 'zh-CN' | 'en'}`),
      isHidden: true,
    },
    {
      key: 'actions',
      title: t('people.actions'),
      value: () => null,
      isControl: true,
      render: (one) =>
        one.is_active && (
          <Space size={0}>
            <Button
              type='link'
              size='small'
              aria-label={t('people.change', { name: one.name })}
              onClick={() => actions.onChange(one)}
            >
              {t('people.edit')}
            </Button>
            <Button
              type='link'
              size='small'
              danger
              aria-label={t('people.revoke_title', { name: one.name })}
              onClick={() => actions.onRevoke(one)}
            >
              {t('people.revoke')}
            </Button>
          </Space>
        ),
    },
  ]
}
