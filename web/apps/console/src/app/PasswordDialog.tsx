/** Changing one's own password. */
import { Problem } from '@steward/api'
import { useChangePassword } from '@steward/ui'
import { Alert, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../shared/ProblemNotice'

interface Passwords {
  before: string
  after: string
}

export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ui')
  const { t: own } = useTranslation('console')
  const [form] = Form.useForm<Passwords>()
  const change = useChangePassword()
  return (
    <Modal
      open
      title={t('sign_in.change_password')}
      okText={t(change.isSuccess ? 'action.close' : 'sign_in.set_password')}
      cancelText={t('action.cancel')}
      confirmLoading={change.isPending}
      onOk={() => (change.isSuccess ? onClose() : form.submit())}
      onCancel={onClose}
    >
      {change.isSuccess ? (
        <Alert type='success' showIcon title={t('sign_in.password_changed')} />
      ) : (
        <Form form={form} layout='vertical' requiredMark={false} onFinish={(values) => change.mutate(values)}>
          <Form.Item name='before' label={t('sign_in.old_password')} rules={[{ required: true }]}>
            <Input type='password' autoComplete='current-password' />
          </Form.Item>
          <Form.Item
            name='after'
            label={t('sign_in.new_password')}
            extra={t('sign_in.rule')}
            rules={[{ required: true }]}
          >
            <Input type='password' autoComplete='new-password' />
          </Form.Item>
          {change.isError &&
            (isWrong(change.error) ? (
              <Alert type='error' showIcon title={own('password_wrong')} />
            ) : (
              <ProblemNotice failure={change.error} />
            ))}
        </Form>
      )}
    </Modal>
  )
}

/** Cognito says the same of a wrong password here as at the sign-in, where a name may be wrong too. */
function isWrong(failure: unknown): boolean {
  return failure instanceof Problem && failure.code === 'NotAuthorizedException'
}
