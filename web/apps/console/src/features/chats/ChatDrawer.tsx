/** Connects a department's group chat: the robot's address is given once, and never shown again. */
import type { Schemas } from '@steward/api'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { useDepartments } from '../../shared/names/useNames'
import { connectChat } from './api/connectChat'
import type { Chat } from './api/listChats'

type Values = Schemas['ChatChannelIn']

const SERVICES = ['wecom', 'dingtalk', 'feishu', 'slack', 'teams'] as const

export function ChatDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('messages')
  return (
    <FormDrawer<Values, Chat>
      title={t('chat.add')}
      isOpen={isOpen}
      onClose={onClose}
      draft='chat:new'
      initial={{ kind: 'wecom' }}
      secrets={['webhook', 'secret']}
      send={({ kind, secret, ...values }, key) =>
        connectChat({ ...values, kind, secret: (kind === 'dingtalk' && secret) || null }, key)
      }
      refreshes={[['chats']]}
      submit={t('chat.add')}
    >
      <Fields />
    </FormDrawer>
  )
}

function Fields() {
  const { t } = useTranslation('messages')
  const departments = useDepartments()
  const kind = Form.useWatch('kind')
  const needed = { required: true, whitespace: true, message: t('part.needed') }
  return (
    <>
      <Form.Item name='name' label={t('chat.name')} rules={[needed]}>
        <Input autoComplete='off' maxLength={200} />
      </Form.Item>
      <Form.Item name='department_id' label={t('chat.department')} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={departments.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name='kind' label={t('chat.service')}>
        <Select options={SERVICES.map((value) => ({ value, label: t(`service.${value}`) }))} />
      </Form.Item>
      <Form.Item name='webhook' label={t('chat.webhook')} extra={t('chat.webhook_hint')} rules={[needed]}>
        <Input.TextArea
          autoComplete='off'
          autoSize={{ minRows: 2 }}
          maxLength={1000}
          spellCheck={false}
          placeholder='https://'
        />
      </Form.Item>
      {kind === 'dingtalk' && (
        <Form.Item name='secret' label={t('chat.secret')} extra={t('chat.secret_hint')}>
          <Input.Password autoComplete='off' maxLength={200} />
        </Form.Item>
      )}
    </>
  )
}
