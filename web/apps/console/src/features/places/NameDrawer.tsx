/** Add or rename what has nothing but a name: a community, a unit. */

import type { QueryKey } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { FormDrawer } from '../../shared/forms/FormDrawer'

interface Shown<Answer> {
  title: string
  label: string
  submit: string
  isOpen: boolean
  draft: string
  name?: string
  send: (name: string, key: string) => Promise<Answer>
  refreshes: QueryKey[]
  onClose: () => void
  onDone?: (answer: Answer) => void
}

export function NameDrawer<Answer>({ label, name, send, ...drawer }: Shown<Answer>) {
  return (
    <FormDrawer<{ name: string }, Answer>
      {...drawer}
      initial={{ name }}
      send={(values, key) => send(values.name, key)}
    >
      <Form.Item name='name' label={label} rules={[{ required: true, whitespace: true }]}>
        <Input autoComplete='off' maxLength={200} />
      </Form.Item>
    </FormDrawer>
  )
}
