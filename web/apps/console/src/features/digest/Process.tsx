/** Where an order was, one after the other, with whom, and for how long. */
import { duration, moment } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { StatusTag } from '../../shared/orders/StatusTag'
import type { Passage } from './api/useDigest'

export function Process({ steps }: { steps: Passage[] }) {
  const { t } = useTranslation('ui')
  return (
    <ol className='digest-process'>
      {steps.map((step) => (
        <li key={`${step.since} ${step.status} ${step.member_id}`}>
          <StatusTag status={step.status} />
          <span>{moment(step.since)}</span>
          <span>
            {[step.department_name, step.member_name].filter(Boolean).join(' · ')}
            {step.until && ` · ${duration(Date.parse(step.until) - Date.parse(step.since), t)}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
