/** A form that keeps what is typed until it is sent, sends it once, and says failures where they happened. */
import { Problem } from '@steward/api'
import { useProblemText } from '@steward/ui'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, type FormInstance, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDecision } from './decision'
import { drafts } from './draft'
import './forms.css'
import { refusals } from './refusals'

export interface DraftFormShape<Values extends object, Answer> {
  /** The name that what is typed is kept under until it is sent. */
  draft: string
  initial: Partial<Values>
  /** Fields that are not kept: secrets have no place in the browser's storage. */
  secrets?: (keyof Values)[]
  /** Sends what was typed; the key makes a repetition harmless. */
  send: (values: Values, key: string) => Promise<Answer>
  /** What the answer makes stale. */
  refreshes: QueryKey[]
  onDone?: (answer: Answer) => void
  onCancel?: () => void
  submit: string
  /** The fields; `form` lets one look at another. */
  children: ReactNode | ((form: FormInstance<Values>) => ReactNode)
}

export function DraftForm<Values extends object, Answer>(shape: DraftFormShape<Values, Answer>) {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  const say = useProblemText()
  const client = useQueryClient()
  const key = useDecision()
  const [form] = Form.useForm<Values>()
  const [restored, setRestored] = useState(() => drafts.read<Values>(shape.draft))
  const sending = useMutation({
    mutationFn: (values: Values) => shape.send(values, key.keyFor(values)),
    onSuccess: async (answer) => {
      key.settle()
      drafts.forget(shape.draft)
      setRestored(undefined)
      shape.onDone?.(answer)
      await refresh()
    },
    onError: async (failure) => {
      form.setFields(refusals(failure, hasField).fields as Parameters<typeof form.setFields>[0])
      if (isStale(failure)) await refresh()
    },
  })

  function hasField(path: (string | number)[]): boolean {
    const written = JSON.stringify(path)
    return form.getFieldsError().some(({ name }) => JSON.stringify(name) === written)
  }

  async function refresh(): Promise<void> {
    await Promise.all(shape.refreshes.map((queryKey) => client.invalidateQueries({ queryKey })))
  }

  function keep(): void {
    const kept = { ...form.getFieldsValue(true) }
    for (const name of shape.secrets ?? []) delete kept[name]
    drafts.write(shape.draft, kept)
  }

  function startOver(): void {
    drafts.forget(shape.draft)
    setRestored(undefined)
    form.resetFields()
    form.setFieldsValue(shape.initial as Parameters<typeof form.setFieldsValue>[0])
  }

  const rest = sending.isError ? refusals(sending.error, hasField).rest : null
  return (
    <Form
      form={form}
      layout='vertical'
      initialValues={{ ...shape.initial, ...restored }}
      onValuesChange={keep}
      onFinish={() => sending.mutate(form.getFieldsValue(true))}
      scrollToFirstError={{ focus: true }}
    >
      {restored && (
        <Alert
          className='form-notice'
          type='info'
          showIcon
          title={t('form.restored')}
          action={
            <Button size='small' onClick={startOver}>
              {t('form.start_over')}
            </Button>
          }
        />
      )}
      {typeof shape.children === 'function' ? shape.children(form) : shape.children}
      {rest !== null && (
        <Alert
          className='form-notice'
          role='alert'
          type='error'
          showIcon
          title={isStale(rest) ? t('form.stale') : say(rest)}
        />
      )}
      <Space>
        <Button type='primary' htmlType='submit' loading={sending.isPending}>
          {shape.submit}
        </Button>
        {shape.onCancel && <Button onClick={shape.onCancel}>{ui('action.cancel')}</Button>}
      </Space>
    </Form>
  )
}

function isStale(failure: unknown): boolean {
  return failure instanceof Problem && failure.status === 412
}
