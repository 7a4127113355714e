/** Invite a member, or change one. */
import { useMe } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import type { Invited } from '../../shared/forms/OneTimePassword'
import { changeMember } from './api/changeMember'
import { inviteMember } from './api/inviteMember'
import type { Department } from './api/useDepartments'
import type { Member } from './api/useMembers'
import { MemberFields, type MemberValues } from './MemberFields'
import { EVERYWHERE, rolesOf, rowsOf } from './roles'

const REFRESHES = [['members'], ['names'], ['me']]

interface Shown {
  departments: readonly Department[]
  onClose: () => void
}

export function InviteDrawer(shown: Shown & { isOpen: boolean; onInvited: (invited: Invited) => void }) {
  const { t } = useTranslation('console')
  const me = useMe()
  return (
    <FormDrawer<MemberValues, Invited>
      title={t('people.invite')}
      isOpen={shown.isOpen}
      onClose={shown.onClose}
      draft='member'
      initial={{ department_ids: [], roles: [{ role: 'technician', where: EVERYWHERE }] }}
      send={({ username, roles, ...values }, key) =>
        inviteMember({ ...given(values), username: username ?? '', roles: rolesOf(roles) }, key)
      }
      refreshes={REFRESHES}
      onDone={shown.onInvited}
      submit={t('people.invite')}
    >
      <MemberFields departments={shown.departments} slug={me.data?.tenant?.slug ?? ''} />
    </FormDrawer>
  )
}

export function ChangeDrawer({ member, ...shown }: Shown & { member: Member | null }) {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  return (
    <FormDrawer<MemberValues, Member>
      title={member ? t('people.change', { name: member.name }) : ''}
      isOpen={member !== null}
      onClose={shown.onClose}
      draft={`member:${member?.id}`}
      initial={member ? valuesOf(member) : {}}
      send={({ roles, username: _, ...values }) => {
        if (!member) throw new Error('no member is open')
        return changeMember(member, { ...given(values), roles: rolesOf(roles) })
      }}
      refreshes={REFRESHES}
      submit={ui('action.save')}
    >
      <MemberFields departments={shown.departments} />
    </FormDrawer>
  )
}

function valuesOf(member: Member): MemberValues {
  return {
    name: member.name,
    phone: member.phone ?? '',
    email: member.email ?? '',
    language: member.language as 'zh-CN' | 'en',
    department_ids: member.department_ids,
    roles: rowsOf(member),
  }
}

/** An emptied field clears what was there. */
function given(values: Omit<MemberValues, 'roles' | 'username'>) {
  return { ...values, phone: values.phone?.trim() || null, email: values.email?.trim() || null }
}
