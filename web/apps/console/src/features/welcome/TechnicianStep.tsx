/** The first technician, in the department that does the work. */
import { useMe } from '@steward/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import { type Invited, OneTimePassword } from '../../shared/forms/OneTimePassword'
import { UsernameField } from '../../shared/forms/PersonFields'
import { inviteMember } from '../people/api/inviteMember'
import { useDepartments } from '../people/api/useDepartments'
import { NameField, PhoneField } from '../people/MemberFields'

interface Values {
  name: string
  username: string
  phone?: string
}

export default function TechnicianStep() {
  const { t } = useTranslation('console')
  const me = useMe()
  const client = useQueryClient()
  const [invited, setInvited] = useState<Invited | null>(null)
  const service = useDepartments().data?.find((one) => one.kind === 'service')

  function finish(): void {
    setInvited(null)
    void client.invalidateQueries({ queryKey: ['members'] })
  }

  if (!service) return <p>{t('welcome.department_first')}</p>
  return (
    <>
      <DraftForm<Values, Invited>
        draft='welcome:technician'
        initial={{}}
        send={({ name, username, phone }, key) =>
          inviteMember(
            {
              name,
              username,
              phone: phone?.trim() || null,
              roles: ['technician'],
              department_ids: [service.id],
            },
            key,
          )
        }
        // The list is read anew once the password has been handed over: else the next step would hide it.
        refreshes={[]}
        onDone={setInvited}
        submit={t('people.invite')}
      >
        <NameField />
        <UsernameField slug={me.data?.tenant?.slug ?? ''} hint={t('people.username_hint')} isRequired />
        <PhoneField />
      </DraftForm>
      <OneTimePassword invited={invited} onClose={finish} />
    </>
  )
}
