/** What it is, where it stands, and the buttons for everything that may be done about it. */
import { duration, useMe, useNow } from '@steward/ui'
import { Alert, Button, Space, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../../shared/names/useNames'
import { Clock } from '../../../shared/orders/Clock'
import { ACTIVE, type Order, stoodFor } from '../../../shared/orders/order'
import { StatusTag } from '../../../shared/orders/StatusTag'
import { useCan } from '../../../shared/rights'
import type { Intervention } from '../interventions/interventions'
import { offered } from '../interventions/offered'
import { Hold } from './Hold'

const InterventionDialog = lazy(() => import('../interventions/InterventionDialog'))

export function Heading({ order }: { order: Order }) {
  const { t } = useTranslation('console')
  const me = useMe()
  const can = useCan()
  const [asked, setAsked] = useState<Intervention | null>(null)
  const choices = offered(order, me.data?.member?.id ?? '', can)
  return (
    <section className='order-heading'>
      <h2>{order.title}</h2>
      <Stand order={order} />
      {order.hold && <Hold hold={order.hold} />}
      {order.pause && (
        <Alert
          type='warning'
          title={t('order.paused', { reason: order.pause.reason, day: order.pause.expected_on })}
        />
      )}
      <Space wrap role='toolbar' aria-label={t('order.actions')}>
        {choices.map((one, index) => (
          <Button
            key={one.name}
            type={index === 0 && !one.isDangerous ? 'primary' : 'default'}
            danger={one.isDangerous}
            onClick={() => setAsked(one)}
          >
            {t(
              one.name === 'assign' && order.assignee_id
                ? 'intervention.reassign'
                : `intervention.${one.name}.do`,
            )}
          </Button>
        ))}
      </Space>
      <Suspense>
        {asked && (
          <InterventionDialog
            key={asked.name}
            order={order}
            intervention={asked}
            onClose={() => setAsked(null)}
          />
        )}
      </Suspense>
    </section>
  )
}

/** Where it is, with whom, since when: the question that brings most people here. */
function Stand({ order }: { order: Order }) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const names = useNames()
  const now = useNow()
  const who = names.member(order.stands.person_id) || names.department(order.stands.department_id)
  return (
    <p className='order-stand'>
      <StatusTag status={order.status} />
      {order.is_emergency && <strong className='order-alarm'>{t('order.emergency')}</strong>}
      <Tag>{shared(`priority.${order.priority as 'normal'}`)}</Tag>
      {ACTIVE.includes(order.status) && (
        <span>{t('order.with_since', { who, duration: duration(stoodFor(order, now), shared) })}</span>
      )}
      <Clock order={order} />
    </p>
  )
}
