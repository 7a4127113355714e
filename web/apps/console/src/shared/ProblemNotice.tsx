/** What went wrong, where it went wrong, and a button that tries again. */
import { useProblemText } from '@steward/ui'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface Notice {
  failure: unknown
  /** What it is about, where the place does not say. */
  about?: string
  onRetry?: () => void
  onClose?: () => void
}

export function ProblemNotice({ failure, about, onRetry, onClose }: Notice) {
  const { t } = useTranslation('ui')
  const say = useProblemText()
  return (
    <Alert
      type='error'
      showIcon
      title={about ? `${about}: ${say(failure)}` : say(failure)}
      closable={onClose && { closeIcon: true, 'aria-label': t('action.close'), onClose }}
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
