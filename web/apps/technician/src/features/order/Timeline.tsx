/** What happened, newest first. */
import type { Schemas } from '@steward/api'
import { moment } from '@steward/ui'
import { Loading, ProblemNotice } from '@steward/ui/phone'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

export function Timeline({ query }: { query: UseQueryResult<Schemas['EntryOut'][]> }) {
  const { t, i18n } = useTranslation(['technician', 'ui'])
  return (
    <section className='panel' aria-label={t('history')}>
      <h2>{t('history')}</h2>
      {query.isPending && <Loading lines={4} />}
      {!query.data && query.isError && (
        <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />
      )}
      <ol className='history'>
        {query.data?.toReversed().map((entry) => (
          <li key={entry.sequence}>
            <strong>
              {i18n.exists(`ui:entry.${entry.kind}`) ? t(`ui:entry.${entry.kind}` as never) : entry.kind}
            </strong>
            <span className='weak'>{` ${entry.actor.name} · ${moment(entry.at)}`}</span>
            <Reached data={entry.data} />
            {entry.text && <p className='words'>{entry.text}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What a report of the work says beside its words. */
function Reached({ data }: { data: Schemas['EntryOut']['data'] }) {
  const { t } = useTranslation('technician')
  const { percent, milestone } = data
  const said = [
    typeof milestone === 'string' && milestone,
    typeof percent === 'number' && t('progress.of_hundred', { value: percent }),
  ].filter(Boolean)
  return said.length > 0 && <p>{said.join(' · ')}</p>
}
