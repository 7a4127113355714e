/** Asks before something that cannot simply be undone, says what will happen, and why it failed if it did. */

import { useProblemText } from '@steward/ui'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDecision } from './decision'

interface Asked {
  title: string
  /** What will happen. */
  text: string
  /** The label of what has to be typed: a reason. Absent: nothing has to. */
  reason?: string
  confirm: string
  isDanger?: boolean
  send: (key: string, reason: string) => Promise<unknown>
  refreshes: QueryKey[]
  onClose: () => void
}

export function ConfirmDialog(asked: Asked) {
  const { t } = useTranslation('ui')
  const { t: own } = useTranslation('console')
  const say = useProblemText()
  const client = useQueryClient()
  const key = useDecision()
  const [reason, setReason] = useState('')
  const isMissing = asked.reason !== undefined && reason.trim() === ''
  const sending = useMutation({
    mutationFn: () => asked.send(key.keyFor(reason), reason.trim()),
    onSuccess: () => asked.onClose(),
    onSettled: () => Promise.all(asked.refreshes.map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
  return (
    <Modal
      open
      title={asked.title}
      okText={asked.confirm}
      okButtonProps={{ danger: asked.isDanger, disabled: isMissing }}
      cancelText={t('action.cancel')}
      confirmLoading={sending.isPending}
      onOk={() => sending.mutate()}
      onCancel={asked.onClose}
    >
      <p>{asked.text}</p>
      {asked.reason !== undefined && (
        <Form layout='vertical' requiredMark={false}>
          <Form.Item label={asked.reason} htmlFor='confirm-reason' extra={own('form.reason_kept')}>
            <Input.TextArea
              id='confirm-reason'
              autoFocus
              rows={2}
              maxLength={4000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        </Form>
      )}
      {sending.isError && <Alert type='error' role='alert' showIcon title={say(sending.error)} />}
    </Modal>
  )
}
