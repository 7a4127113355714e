/** Something to say, to colleagues or to the resident as well. What is typed survives a reload. */
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../../shared/orders/order'
import { useOrderAction } from '../../../shared/orders/useOrderAction'
import { ProblemNotice } from '../../../shared/ProblemNotice'
import { useDraft } from '../../../shared/useDraft'
import { comment } from '../api/comment'

export function CommentBox({ order }: { order: Order }) {
  const { t } = useTranslation('order')
  const { t: shared } = useTranslation('ui')
  const [text, setText] = useDraft(`comment-${order.id}`, '')
  const [visibility, setVisibility] = useState<'internal' | 'resident'>('internal')
  const action = useOrderAction(comment, false)

  function send(): void {
    action.mutate({ order, body: { text: text.trim(), visibility } }, { onSuccess: () => setText('') })
  }

  return (
    <div className='comment-box'>
      <Input.TextArea
        aria-label={t('comment.label')}
        placeholder={t('comment.label')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim()) send()
        }}
      />
      <div className='comment-foot'>
        <Segmented
          aria-label={t('comment.audience')}
          value={visibility}
          onChange={setVisibility}
          options={[
            { value: 'internal', label: t('comment.internal') },
            { value: 'resident', label: t('comment.resident') },
          ]}
        />
        <Button type='primary' disabled={!text.trim()} loading={action.isPending} onClick={send}>
          {shared('action.send')}
        </Button>
      </div>
      {action.isError && <ProblemNotice failure={action.error} />}
    </div>
  )
}
