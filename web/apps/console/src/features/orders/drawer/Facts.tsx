/** What is known of the order beside its history: people, place, clocks, photos. */
import { moment } from '@steward/ui'
import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../../shared/names/useNames'
import { type Order, placeOf } from '../../../shared/orders/order'
import { Clocks } from './Clocks'
import { OtherOrder } from './OtherOrder'
import { People } from './People'
import { Photos } from './Photos'
import { PlanPanel } from './PlanPanel'

export function Facts({ order }: { order: Order }) {
  const { t } = useTranslation('console')
  const { t: own } = useTranslation('order')
  const { t: shared } = useTranslation('ui')
  const names = useNames()
  const facts = [
    {
      label: t('order.place'),
      children: [names.community(order.community_id), placeOf(order)].filter(Boolean).join(' · '),
    },
    {
      label: t('order.category'),
      children: `${names.category(order.category)} · ${shared(`kind.${order.kind}`)}`,
    },
    { label: own('incident_of'), children: order.incident_of && <OtherOrder id={order.incident_of} /> },
    { label: t('order.reported_at'), children: moment(order.reported_at) },
    { label: t('order.source'), children: t(`source.${order.source as 'api'}`) },
    { label: t('order.setter'), children: names.member(order.setter_id) },
    { label: t('order.score'), children: order.score },
    { label: t('order.rating'), children: order.rating },
  ].filter(({ children }) => children)
  return (
    <aside className='order-facts' aria-label={t('order.facts')}>
      {order.description && <p className='entry-text'>{order.description}</p>}
      <PlanPanel order={order} />
      <Clocks order={order} />
      <People id={order.id} />
      <Descriptions size='small' column={1} items={facts.map((one) => ({ key: one.label, ...one }))} />
      <Photos id={order.id} required={order.photos_required} />
    </aside>
  )
}
