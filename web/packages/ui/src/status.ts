/** What states look like, the same in every app: colour never stands alone, the word is always beside it. */
import type { Schemas } from '@steward/api'

export type Status = Schemas['WorkOrderOut']['status']

/** Text and ground of each state; the contrast is at least 4.5 to 1. */
export const STATUS_COLOURS: Record<Status, { text: string; ground: string }> = {
  suspended: { text: '#8a4b00', ground: '#fff1dc' },
  open: { text: '#3d4451', ground: '#eceef2' },
  assigned: { text: '#0b4fa8', ground: '#e3efff' },
  accepted: { text: '#0b4fa8', ground: '#e3efff' },
  on_site: { text: '#5b2ea6', ground: '#efe7fd' },
  paused: { text: '#8a4b00', ground: '#fff1dc' },
  completed: { text: '#0d6232', ground: '#e0f5e8' },
  closed: { text: '#3d4451', ground: '#eceef2' },
  cancelled: { text: '#5c626d', ground: '#f3f4f6' },
}

/** The next moment an order has to keep in its present state, or null: what is met is not waited for. */
export function nextDue(
  order: Schemas['WorkOrderOut'],
): { kind: 'respond' | 'arrive' | 'complete'; at: string } | null {
  const { respond_by, arrive_by, complete_by } = order.deadlines
  const candidates = [
    { kind: 'respond' as const, at: ['open', 'assigned'].includes(order.status) ? respond_by : null },
    {
      kind: 'arrive' as const,
      at: ['open', 'assigned', 'accepted'].includes(order.status) ? arrive_by : null,
    },
    {
      kind: 'complete' as const,
      at: ['completed', 'closed', 'cancelled'].includes(order.status) ? null : complete_by,
    },
  ]
  const open = candidates.filter(
    (one): one is { kind: 'respond' | 'arrive' | 'complete'; at: string } => !!one.at,
  )
  return open.sort((a, b) => a.at.localeCompare(b.at))[0] ?? null
}
