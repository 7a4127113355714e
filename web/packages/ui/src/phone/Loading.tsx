/** Grey lines where text will be. */
import { Skeleton } from 'antd-mobile'
import { useTranslation } from 'react-i18next'

export function Loading({ lines = 5 }: { lines?: number }) {
  const { t } = useTranslation('ui')
  return (
    <div role='status' aria-label={t('loading')} className='loading'>
      <Skeleton.Title animated />
      <Skeleton.Paragraph lineCount={lines} animated />
    </div>
  )
}
