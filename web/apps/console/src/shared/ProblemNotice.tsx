/** What went wrong, where it went wrong, and a button that tries again. */
import { useProblemText } from '@steward/ui'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'

export function ProblemNotice({ failure, onRetry }: { failure: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('ui')
  const say = useProblemText()
  return (
    <Alert
      type='error'
      showIcon
      title={say(failure)}
      action={
        onRetry && (
          <Button size='small' onClick={onRetry}>
            {t('action.retry')}
          </Button>
        )
      }
    />
  )
}
