/** Whom to call, and who else is concerned. */
import type { Schemas } from '@steward/api'
import type { Me } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'
import { PhoneFill } from 'antd-mobile-icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { peopleOf } from './api/people'

export function People({ order, me }: { order: Schemas['WorkOrderOut']; me: Me }) {
  const { t } = useTranslation('technician')
  const { data: people } = useQuery(peopleOf(order.id))
  const callable = people ? [people.contact ?? people.reporter] : []
  if (people?.contact && people.reporter.phone && people.reporter.id !== people.contact.id)
    callable.push(people.reporter)
  return (
    <section className='panel' aria-label={t('people.title')}>
      <h2>{t('people.title')}</h2>
      {!people && <p>{order.reporter.name}</p>}
      {callable.map((person) => (
        <p key={person.id} className='person'>
          <span>{person.name}</span>
          {person.phone ? (
            <a className='call' href={`tel:${person.phone}`}>
              <PhoneFill aria-hidden /> {t('people.call', { name: person.name })}
            </a>
          ) : (
            <span className='weak'>{t('people.no_phone')}</span>
          )}
        </p>
      ))}
      {people && people.collaborators.length > 0 && (
        <p className='weak'>
          {t('people.with', { names: people.collaborators.map((one) => one.name).join(', ') })}
        </p>
      )}
      <div className='card-row'>
        <Link href={`/orders/${order.id}/comment`} className='small-button'>
          {t('talk.comment')}
        </Link>
        {me.permissions.includes('organization.read') && (
          <Link href={`/orders/${order.id}/collaborator`} className='small-button'>
            {t('talk.draw_in')}
          </Link>
        )}
      </div>
    </section>
  )
}
