/** Which of the order's missed deadlines somebody sees to: the notification names the order, the order its deadlines. */
import { Alert, Modal, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useDeadlines } from '../orders/api/deadlines'
import { useOrder } from '../orders/api/order'
import InterventionDialog from '../orders/interventions/InterventionDialog'
import { ACKNOWLEDGE } from '../orders/interventions/interventions'

interface Asked {
  orderId: string
  onClose: () => void
  onDone: () => void
}

export default function AcknowledgeDialog({ orderId, onClose, onDone }: Asked) {
  const { t } = useTranslation('console')
  const order = useOrder(orderId)
  const deadlines = useDeadlines(orderId)
  const told = deadlines.data?.items.find(
    (one) => one.is_open && one.escalations.length > 0 && !one.acknowledged,
  )
  const failure = order.error ?? deadlines.error

  if (order.data && told)
    return (
      <InterventionDialog
        order={order.data}
        intervention={ACKNOWLEDGE}
        given={{ deadline: told.kind }}
        onClose={onClose}
        onDone={onDone}
      />
    )
  return (
    <Modal open footer={null} onCancel={onClose} title={t('page.escalations')}>
      {failure && <ProblemNotice failure={failure} />}
      {!failure && deadlines.isPending && <Spin />}
      {deadlines.data && !told && <Alert type='info' showIcon title={t('escalations.nothing_left')} />}
    </Modal>
  )
}
