/** Drawing a colleague in: one who is searched for by name. */
import { Field } from '@steward/ui/phone'
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd-mobile'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useDo } from '../../shared/outbox'
import { orderOf } from '../order/api/order'
import { FormPage } from '../work/FormPage'
import { members } from './api/members'

export default function CollaboratorPage({ id }: { id: string }) {
  const { t } = useTranslation('technician')
  const [sought, setSought] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const { data: order } = useQuery(orderOf(id))
  const { data: all = [], isPending } = useQuery(members)
  const { run, failure } = useDo()
  const [, goTo] = useLocation()
  const concerned = [order?.assignee_id, ...(order?.collaborator_ids ?? [])]
  const found = all.filter((one) => !concerned.includes(one.id) && one.name.includes(sought.trim()))
  return (
    <FormPage
      id={id}
      title={t('talk.draw_in')}
      submit={t('talk.draw_in_submit')}
      isReady={chosen !== null}
      failure={failure}
      onSubmit={async (known) => {
        if (!chosen || !(await run(known, { kind: 'collaborators', body: { member_id: chosen } }))) return
        goTo(`/orders/${id}`)
      }}
    >
      {() => (
        <>
          <p className='weak'>{t('talk.draw_in_what')}</p>
          <Field label={t('talk.name')}>
            <Input value={sought} onChange={setSought} type='search' />
          </Field>
          {!isPending && found.length === 0 && <p className='empty'>{t('talk.nobody')}</p>}
          <ul className='choices'>
            {found.slice(0, 30).map((one) => (
              <li key={one.id}>
                <label className='choice'>
                  <input
                    type='radio'
                    name='member'
                    checked={chosen === one.id}
                    onChange={() => setChosen(one.id)}
                  />
                  {one.name}
                </label>
              </li>
            ))}
          </ul>
        </>
      )}
    </FormPage>
  )
}
