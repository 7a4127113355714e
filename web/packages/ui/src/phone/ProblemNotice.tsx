/** What went wrong, where it went wrong, and a button that tries again. */
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../problem'

export function ProblemNotice({ failure, onRetry }: { failure: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('ui')
  const say = useProblemText()
  return (
    <div role='alert' className='problem'>
      <span>{say(failure)}</span>
      {onRetry && (
        <Button size='small' fill='outline' onClick={onRetry}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  )
}
