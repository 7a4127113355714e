/** Says how old what is shown is, when the API could not be asked just now. */
import { Problem } from '@steward/api'
import { moment, useProblemText } from '@steward/ui'
import { useTranslation } from 'react-i18next'

interface Asked {
  dataUpdatedAt: number
  error: unknown
  isError: boolean
}

export function AsOf({ query }: { query: Asked }) {
  const { t } = useTranslation('technician')
  const say = useProblemText()
  if (!query.isError) return null
  // The bar above says so already.
  const isOffline = query.error instanceof Problem && query.error.status === 0
  return (
    <p className='as-of' role='status'>
      {t('as_of', { time: moment(new Date(query.dataUpdatedAt).toISOString()) })}
      {!isOffline && ` ${say(query.error)}`}
    </p>
  )
}
