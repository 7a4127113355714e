/** What a manager directed: above everything else, the newest first. */
import type { Schemas } from '@steward/api'
import { moment } from '@steward/ui'
import { useTranslation } from 'react-i18next'

export function Directives({ entries }: { entries: Schemas['EntryOut'][] }) {
  const { t } = useTranslation('technician')
  const directives = entries.filter((entry) => entry.kind === 'directed').toReversed()
  if (directives.length === 0) return null
  return (
    <section className='panel directives' aria-label={t('directives')}>
      <h2>{t('directives')}</h2>
      {directives.map((entry) => (
        <blockquote key={entry.sequence}>
          <p className='words'>{entry.text}</p>
          <footer className='weak'>{`${entry.actor.name} · ${moment(entry.at)}`}</footer>
        </blockquote>
      ))}
    </section>
  )
}
