/** Reverse, dispute, settle: each with its reason, each saying beforehand what it does to the account. */
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../shared/forms/ConfirmDialog'
import { disputeCharge } from './api/disputeCharge'
import { reverseCharge } from './api/reverseCharge'
import { reversePayment } from './api/reversePayment'
import { settleDispute } from './api/settleDispute'

export interface Act {
  kind: 'reverse_charge' | 'dispute' | 'settle' | 'reverse_payment'
  /** Of the charge or payment. */
  id: string
  /** What it is called in the question. */
  name: string
}

const SENDERS = {
  reverse_charge: reverseCharge,
  dispute: disputeCharge,
  settle: settleDispute,
  reverse_payment: reversePayment,
}

export function ActDialog({ act, unitId, onClose }: { act: Act; unitId: string; onClose: () => void }) {
  const { t } = useTranslation('billing')
  return (
    <ConfirmDialog
      title={t(`act.${act.kind}.title`, { name: act.name })}
      text={t(`act.${act.kind}.text`)}
      reason={t('reason')}
      confirm={t(`act.${act.kind}.confirm`)}
      isDanger={act.kind.startsWith('reverse')}
      send={(key, reason) => SENDERS[act.kind](act.id, reason, key)}
      refreshes={[['account', unitId], ['accounts']]}
      onClose={onClose}
    />
  )
}
