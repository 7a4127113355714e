/** How much is new; opens the latest news. */
import { BellOutlined } from '@ant-design/icons'
import { Badge, Button, Popover } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNews } from './api/unread'

const News = lazy(() => import('./News'))

export function Bell() {
  const { t } = useTranslation('console')
  const [isOpen, setOpen] = useState(false)
  const unread = useNews().data?.unread ?? 0
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger='click'
      placement='bottomRight'
      content={
        <Suspense>
          <News onGone={() => setOpen(false)} />
        </Suspense>
      }
    >
      <Button
        type='text'
        aria-label={t('news.title', { count: unread })}
        icon={
          <Badge count={unread} size='small' color='#b3131c' offset={[8, -2]} overflowCount={99}>
            <BellOutlined />
          </Badge>
        }
      />
    </Popover>
  )
}
