/** What an intervention will do besides what it says, told before it is done. */
import type { Schemas } from '@steward/api'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useCategories, useNames } from '../../../shared/names/useNames'
import type { Order } from '../../../shared/orders/order'
import { secondsOf } from '../../categories/duration'
import { useLength } from '../../categories/useLength'
import type { Intervention } from './interventions'
import { reclassification } from './reclassification'

interface Asked {
  order: Order
  /** What is filled in so far. */
  values: Record<string, unknown>
}

export const EFFECTS: Partial<Record<Intervention['name'], ComponentType<Asked>>> = {
  reclassify: Reclassified,
  prioritise: Prioritised,
  nudge: Nudged,
}

function Reclassified({ order, values }: Asked) {
  const { t } = useTranslation('order')
  const { t: ui } = useTranslation('ui')
  const names = useNames()
  const category = useCategories().find((one) => one.code === values.category)
  if (!category) return null
  const after = reclassification(order, category)
  const department = names.department(after.departmentId)
  return (
    <section className='effect' aria-live='polite'>
      <strong>{t('reclassify.happens')}</strong>
      <ul>
        <li>{t(after.isRequeued ? 'reclassify.queue' : 'reclassify.stays', { department })}</li>
        {after.isReleased && <li>{t('reclassify.gate')}</li>}
        <li>
          {t(after.priority === order.priority ? 'reclassify.priority_stays' : 'reclassify.priority', {
            priority: ui(`priority.${after.priority}`),
          })}
        </li>
        <Promised promises={after.promises} hours={after.hours} isRequeued={after.isRequeued} />
        <li>{t('reclassify.photos', { count: category.photos_required })}</li>
      </ul>
    </section>
  )
}

interface Clocks {
  promises: Schemas['PromiseOut']
  hours: 'always' | 'working'
  isRequeued: boolean
}

function Promised({ promises, hours, isRequeued }: Clocks) {
  const { t } = useTranslation('order')
  const { t: ui } = useTranslation('ui')
  const length = useLength()
  const inWords = (iso: string) => length(secondsOf(iso) ?? 0)
  const kinds = (['respond', 'arrive', 'complete'] as const).flatMap((kind) => {
    const iso = promises[kind]
    return iso ? [t('reclassify.promise', { deadline: ui(`deadline.${kind}`), length: inWords(iso) })] : []
  })
  if (promises.progress) kinds.push(t('reclassify.check', { length: inWords(promises.progress) }))
  if (kinds.length === 0) return <li>{t('reclassify.no_promise')}</li>
  return (
    <>
      <li>{`${kinds.join(' · ')} · ${t(`reclassify.hours.${hours}`)}`}</li>
      <li>{t(isRequeued ? 'reclassify.used_anew' : 'reclassify.used')}</li>
    </>
  )
}

function Prioritised({ order }: Asked) {
  const { t } = useTranslation('order')
  const category = useCategories().find((one) => one.code === order.category)
  if (!category) return null
  const isCounted = Object.keys(category.sla.by_priority).length > 0
  return <p className='effect'>{t(isCounted ? 'prioritise.counted' : 'prioritise.as_is')}</p>
}

function Nudged() {
  const { t } = useTranslation('order')
  return <p className='effect'>{t('nudge.means')}</p>
}
