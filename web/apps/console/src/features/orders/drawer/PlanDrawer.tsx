/** The editor of an order's plan: what is to be reached by when. What is reached stays. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useMe } from '@steward/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, type FormInstance, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../../shared/forms/FormDrawer'
import { momentOf } from '../../../shared/local-time'
import type { Order } from '../../../shared/orders/order'
import { plan } from '../api/plan'
import { bodyOf, type PlanValues, valuesOf } from './plan'

/** The most that the API takes, with those that are reached. */
const MOST = 20

export default function PlanDrawer({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation('order')
  const { t: ui } = useTranslation('ui')
  const client = useQueryClient()
  const zone = useMe().data?.tenant?.time_zone ?? 'UTC'
  const done = order.milestones.filter((one) => one.done_at).map((one) => one.name)
  const initial = valuesOf(order.milestones, zone)
  return (
    <FormDrawer<PlanValues, Order>
      title={t('plan.editor', { number: order.number })}
      isOpen
      onClose={onClose}
      width={620}
      draft={`plan:${order.id}`}
      initial={initial.milestones.length > 0 ? initial : { milestones: [{}] }}
      send={(values, key) => plan(order, bodyOf(values, order.milestones, zone), key)}
      refreshes={[
        ['order', order.id],
        ['order-part', order.id],
      ]}
      onDone={(after) => {
        client.setQueryData(['own-change', order.id], after.version)
        client.setQueryData(['order', order.id], after)
      }}
      submit={ui('action.save')}
    >
      {(form) => (
        <>
          <p className='form-lead'>{`${t('plan.lead')} ${t('plan.zone', { zone })}`}</p>
          {done.length > 0 && (
            <Alert
              className='form-notice'
              type='success'
              title={t('plan.done', { names: done.join(', ') })}
            />
          )}
          <Milestones form={form} most={MOST - done.length} taken={done} zone={zone} />
        </>
      )}
    </FormDrawer>
  )
}

interface Rows {
  form: FormInstance<PlanValues>
  most: number
  /** Names of what is reached. */
  taken: string[]
  zone: string
}

function Milestones({ form, most, taken, zone }: Rows) {
  const { t } = useTranslation('order')
  const others = (except: number) =>
    (form.getFieldValue('milestones') as PlanValues['milestones'])
      .filter((_, index) => index !== except)
      .map((one) => one?.name?.trim())
  return (
    <Form.List name='milestones'>
      {(fields, { add, remove }) => (
        <fieldset className='rows'>
          <legend>{t('plan.name')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className='milestone-row'>
              <Form.Item
                name={[name, 'name']}
                rules={[
                  { required: true, whitespace: true, message: t('plan.needed') },
                  {
                    validator: (_, value?: string) =>
                      value && [...taken, ...others(name)].includes(value.trim())
                        ? Promise.reject(new Error(t('plan.differ')))
                        : Promise.resolve(),
                  },
                ]}
              >
                <Input
                  maxLength={200}
                  placeholder={t('plan.name')}
                  aria-label={t('plan.name_of', { number: name + 1 })}
                />
              </Form.Item>
              <Form.Item
                name={[name, 'due_at']}
                rules={[
                  { required: true, message: t('plan.needed') },
                  {
                    validator: (_, value?: string) =>
                      value && Date.parse(momentOf(value, zone)) <= Date.now()
                        ? Promise.reject(new Error(t('plan.passed')))
                        : Promise.resolve(),
                  },
                ]}
              >
                <Input type='datetime-local' aria-label={t('plan.due_of', { number: name + 1 })} />
              </Form.Item>
              <Button
                aria-label={t('plan.remove', { number: name + 1 })}
                icon={<DeleteOutlined />}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          {fields.length < most && (
            <Button block type='dashed' icon={<PlusOutlined />} onClick={() => add({})}>
              {t('plan.add')}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  )
}
