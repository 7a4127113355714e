/** Connects the company's WeChat official account: what its template shows of a message, and what a message opens. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { connectWechat } from './api/connectWechat'
import type { WechatAccount } from './api/useWechatAccount'
import { bodyOf, isTwice, MOST_FIELDS, PARTS, valuesOf, type WechatValues } from './wechat-form'

const APP_ID = /^\s*wx[0-9a-f]{16}\s*$/
const SECRET = /^\s*[0-9a-f]{32}\s*$/
const TEMPLATE = /^\s*[A-Za-z0-9_-]{20,60}\s*$/
const FIELD = /^\s*[a-z_]{3,20}[0-9]{1,2}\s*$/
const PAGE = /^\s*[A-Za-z0-9_/?=&-]{1,200}\s*$/

interface Shown {
  account: WechatAccount | null
  isOpen: boolean
  onClose: () => void
}

export function WechatDrawer({ account, isOpen, onClose }: Shown) {
  const { t } = useTranslation('messages')
  const { t: ui } = useTranslation('ui')
  return (
    <FormDrawer<WechatValues, WechatAccount>
      title={t('wechat.title')}
      isOpen={isOpen}
      onClose={onClose}
      draft={`wechat:${account?.version ?? 'new'}`}
      initial={valuesOf(account)}
      secrets={['app_secret']}
      send={(values) => connectWechat(bodyOf(values))}
      refreshes={[['wechat-account']]}
      submit={account ? ui('action.save') : t('wechat.connect')}
    >
      <p className='form-lead'>{t('wechat.lead')}</p>
      <Text name='app_id' form={APP_ID} isNeeded />
      <Form.Item
        name='app_secret'
        label={t('wechat.app_secret')}
        extra={t('wechat.app_secret_hint')}
        rules={[{ required: true, pattern: SECRET, message: t('wechat.app_secret_form') }]}
      >
        <Input.Password autoComplete='off' maxLength={100} />
      </Form.Item>
      <Text name='template_id' form={TEMPLATE} isNeeded />
      <FieldRows />
      <Text name='mini_program_app_id' form={APP_ID} />
      <Text name='mini_program_page' form={PAGE} />
    </FormDrawer>
  )
}

type Texts = 'app_id' | 'template_id' | 'mini_program_app_id' | 'mini_program_page'

function Text({ name, form, isNeeded = false }: { name: Texts; form: RegExp; isNeeded?: boolean }) {
  const { t } = useTranslation('messages')
  return (
    <Form.Item
      name={name}
      label={t(`wechat.${name}`)}
      extra={t(`wechat.${name}_hint`)}
      rules={[{ required: isNeeded, pattern: form, message: t(`wechat.${name}_form`) }]}
    >
      <Input autoComplete='off' spellCheck={false} maxLength={200} />
    </Form.Item>
  )
}

function FieldRows() {
  const { t } = useTranslation('messages')
  return (
    <fieldset className='rows'>
      <legend>{t('wechat.fields')}</legend>
      <p className='form-lead'>{t('wechat.fields_hint')}</p>
      <Form.List name='fields'>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <Space key={row.key} align='baseline'>
                <Form.Item
                  name={[row.name, 'name']}
                  rules={[
                    { required: true, pattern: FIELD, message: t('wechat.field_form') },
                    ({ getFieldValue }) => ({
                      validator: (_, name: string) =>
                        name && isTwice(getFieldValue('fields'), name)
                          ? Promise.reject(new Error(t('wechat.field_twice')))
                          : Promise.resolve(),
                    }),
                  ]}
                >
                  <Input
                    aria-label={t('wechat.field')}
                    placeholder='thing1'
                    autoComplete='off'
                    spellCheck={false}
                    maxLength={22}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'shows']}>
                  <Select
                    aria-label={t('wechat.shows')}
                    popupMatchSelectWidth={false}
                    options={PARTS.map((value) => ({ value, label: t(`wechat.part.${value}`) }))}
                  />
                </Form.Item>
                {rows.length > 1 && (
                  <Button
                    type='text'
                    icon={<DeleteOutlined />}
                    aria-label={t('wechat.remove_field')}
                    onClick={() => remove(row.name)}
                  />
                )}
              </Space>
            ))}
            {rows.length < MOST_FIELDS && (
              <Button icon={<PlusOutlined />} onClick={() => add({ name: '', shows: 'body' })}>
                {t('wechat.add_field')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
