/** Administrators set things up; reporting and assigning is for managers and the front desk. One may be both. */
import { type Schemas, session } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { changeMember } from '../people/api/changeMember'
import { rolesOf, rowsOf } from '../people/roles'

export function ManagerOffer({ member }: { member: Schemas['MemberOut'] }) {
  const { t } = useTranslation('console')
  const client = useQueryClient()
  const becoming = useMutation({
    mutationFn: async () => {
      await changeMember(member, { roles: [...rolesOf(rowsOf(member)), 'manager'] })
      // The gateway remembers for a minute what a token may do: with a fresh one the role counts at once.
      await session.idToken(await session.idToken())
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['me'] }),
        client.invalidateQueries({ queryKey: ['members'] }),
      ]),
  })
  return (
    <>
      <p>{t('welcome.manager_why')}</p>
      {becoming.isError && <ProblemNotice failure={becoming.error} />}
      <p>
        <Button type='primary' loading={becoming.isPending} onClick={() => becoming.mutate()}>
          {t('welcome.manager_me')}
        </Button>
      </p>
      <p className='form-lead'>
        <Link href='/members'>{t('welcome.manager_other')}</Link>
      </p>
    </>
  )
}
