/** What to say of a failure, and what to do next. */
import { Problem } from '@steward/api'
import { useTranslation } from 'react-i18next'

/** Said in our words: the API has none for these, or (`stale`) names versions, which mean nothing to people. */
const KNOWN = [
  'stale',
  'offline',
  'timeout',
  'signed_out',
  'NotAuthorizedException',
  'UserNotFoundException',
  'InvalidPasswordException',
  'CodeMismatchException',
  'ExpiredCodeException',
  'LimitExceededException',
  'TooManyRequestsException',
  'UserLambdaValidationException',
] as const
const BY_STATUS = { 403: 'forbidden', 404: 'not_found' } as const

/** A function that puts a failure into the reader's language. The API's own words come first where it has some. */
export function useProblemText(): (failure: unknown) => string {
  const { t } = useTranslation('ui')
  return (failure) => {
    if (!(failure instanceof Problem)) return t('problem.server')
    const known = KNOWN.find((code) => code === (failure.status === 412 ? 'stale' : failure.code))
    if (known) return t(`problem.${known}`)
    if (failure.status === 429) return t('problem.too_many', { seconds: failure.retryAfter ?? 30 })
    if (failure.status >= 500) return t('problem.server')
    const fields = failure.errors.map((error) => error.message).join('; ')
    if (fields) return fields
    if (failure.detail) return failure.detail
    const status = BY_STATUS[failure.status as keyof typeof BY_STATUS]
    return status ? t(`problem.${status}`) : t('problem.unknown', { code: failure.code })
  }
}
