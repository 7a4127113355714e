/** A temporary password, which the API tells once: shown until the person says that it is handed over. */
import { Alert, Modal, Typography } from 'antd'
import { useTranslation } from 'react-i18next'

export interface Invited {
  name: string
  sign_in_name: string
  temporary_password: string
}

export function OneTimePassword({ invited, onClose }: { invited: Invited | null; onClose: () => void }) {
  const { t } = useTranslation('console')
  return (
    <Modal
      open={invited !== null}
      title={t('form.password.title', { name: invited?.name ?? '' })}
      okText={t('form.password.done')}
      onOk={onClose}
      onCancel={onClose}
      footer={(_, { OkBtn }) => <OkBtn />}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
    >
      {invited && (
        <>
          <Alert type='warning' showIcon title={t('form.password.once')} className='form-notice' />
          <dl className='facts'>
            <dt>{t('form.password.sign_in_name')}</dt>
            <dd>
              <Typography.Text code copyable={{ text: invited.sign_in_name }}>
                {invited.sign_in_name}
              </Typography.Text>
            </dd>
            <dt>{t('form.password.password')}</dt>
            <dd>
              <Typography.Text code copyable={{ text: invited.temporary_password }}>
                {invited.temporary_password}
              </Typography.Text>
            </dd>
          </dl>
          <Typography.Paragraph>{t('form.password.next')}</Typography.Paragraph>
          <Typography.Paragraph copyable={{ text: letter(invited, t('form.password.next')) }}>
            {t('form.password.copy')}
          </Typography.Paragraph>
        </>
      )}
    </Modal>
  )
}

/** All of it in one go, to be pasted into a message. */
function letter({ name, sign_in_name, temporary_password }: Invited, next: string): string {
  return [name, sign_in_name, temporary_password, next].join('\n')
}
