/** What another category makes of an order. It follows chalicelib/workorders/classification.py. */
import type { Schemas } from '@steward/api'
import type { Order } from '../../../shared/orders/order'

type Category = Schemas['CategoryOut']

export interface Reclassification {
  departmentId: string
  /** Another department gets it, and nobody has it. */
  isRequeued: boolean
  /** It was held for what is owed, and goes on. */
  isReleased: boolean
  priority: Category['priority']
  promises: Schemas['PromiseOut']
  hours: 'always' | 'working'
}

/** Those that the order may become of: active, of its kind or it is a task, and another one. */
export function choices(order: Order, categories: readonly Category[]): Category[] {
  return categories.filter(
    (one) => one.active && one.code !== order.category && (order.kind === 'task' || one.kind === order.kind),
  )
}

export function reclassification(order: Order, category: Category): Reclassification {
  const departmentId = category.departments[order.community_id ?? ''] ?? category.department_id
  const priority = category.emergency ? 'urgent' : category.priority
  const { by_priority, hours, respond, arrive, complete, progress } = category.sla
  const own = by_priority[priority]
  return {
    departmentId,
    isRequeued: departmentId !== order.department_id,
    isReleased: order.status === 'suspended' && category.gate !== 'blocked',
    priority,
    promises: {
      respond: own?.respond ?? respond,
      arrive: own?.arrive ?? arrive,
      complete: own?.complete ?? complete,
      progress: own?.progress ?? progress,
    },
    hours: category.emergency ? 'always' : hours,
  }
}
