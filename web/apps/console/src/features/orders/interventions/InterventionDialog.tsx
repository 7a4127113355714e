/** Asks what an intervention needs and sends it. A refusal is said here; what was filled in stays. */
import { Form, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../../shared/orders/order'
import { useOrderAction } from '../../../shared/orders/useOrderAction'
import { ProblemNotice } from '../../../shared/ProblemNotice'
import { Answer } from './Answer'
import { EFFECTS } from './Effect'
import type { Intervention } from './interventions'

interface Dialog {
  order: Order
  intervention: Intervention
  /** What is already decided, such as the deadline that is acknowledged. */
  given?: Record<string, unknown>
  onClose: () => void
  /** Called once it is done, before it closes. */
  onDone?: () => void
}

export default function InterventionDialog({ order, intervention, given, onClose, onDone }: Dialog) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const [form] = Form.useForm()
  // What the person looked at when they decided: a change after that is refused, and then shown.
  const [seen] = useState(order)
  const action = useOrderAction<Record<string, unknown>>(intervention.send as never, intervention.isGuarded)
  const first = intervention.questions[0]?.name
  const values = Form.useWatch([], form) as Record<string, unknown> | undefined
  const Effect = EFFECTS[intervention.name]

  function onFinish(values: Record<string, unknown>): void {
    // Once refused, they have been told, and decide on the order as it is now.
    const decidedOn = action.isError ? order : seen
    const finish = () => {
      onDone?.()
      onClose()
    }
    action.mutate({ order: decidedOn, body: { ...given, ...values } }, { onSuccess: finish })
  }

  return (
    <Modal
      open
      title={t(`intervention.${intervention.name}.title`, { number: order.number })}
      okText={t(`intervention.${intervention.name}.do`)}
      okButtonProps={{ danger: intervention.isDangerous }}
      cancelText={shared('action.cancel')}
      confirmLoading={action.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className='order-weak'>
        {[order.title, given?.deadline && shared(`deadline.${given.deadline as 'respond'}`)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Form
        form={form}
        layout='vertical'
        requiredMark={false}
        initialValues={{ minutes: 30 }}
        onFinish={onFinish}
      >
        {intervention.questions.map((question) => (
          <Answer key={question.name} question={question} order={order} isFirst={question.name === first} />
        ))}
        {Effect && <Effect order={order} values={values ?? {}} />}
        {action.isError && <ProblemNotice failure={action.error} />}
      </Form>
    </Modal>
  )
}
