/** Says how old what is shown is, when the API could not be asked just now. */
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
  return (
    <p className='as-of' role='status'>
      {t('as_of', { time: moment(new Date(query.dataUpdatedAt).toISOString()) })} {say(query.error)}
    </p>
  )
}
