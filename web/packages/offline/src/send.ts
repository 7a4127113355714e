/** Sending one item: which request of the API each kind of thing is. */
import { type Api, data, Problem } from '@steward/api'
import type { CheckIn, Item } from './item'
import { photoOf } from './queue'
import { type Step, upload } from './upload'

/** So long may a request to the API take on a bad network, in milliseconds. */
const PATIENCE_MS = 45_000

/** Sends it, or its next step. Raises a Problem. Sending the same item again does nothing twice. */
export async function send(api: Api, item: Item): Promise<Step> {
  if (item.kind !== 'photo') return { step: 'done', answer: await data(act(api, item)) }
  const photo = await photoOf(item.key)
  if (!photo) throw new Problem(410, 'photo_lost', '')
  return upload(api, item, photo)
}

function act(api: Api, item: Exclude<Item, { kind: 'photo' }>) {
  const params = { path: { order_id: item.order_id }, header: { 'Idempotency-Key': item.key } }
  const asked = { params, signal: AbortSignal.timeout(PATIENCE_MS) }
  switch (item.kind) {
    case 'take':
      return api.POST('/v1/work-orders/{order_id}/take', asked)
    case 'accept':
      return api.POST('/v1/work-orders/{order_id}/accept', asked)
    case 'resume':
      return api.POST('/v1/work-orders/{order_id}/resume', asked)
    case 'decline':
      return api.POST('/v1/work-orders/{order_id}/decline', { ...asked, body: item.body })
    case 'check-in':
      return api.POST('/v1/work-orders/{order_id}/check-in', { ...asked, body: checkIn(item.body) })
    case 'pause':
      return api.POST('/v1/work-orders/{order_id}/pause', { ...asked, body: item.body })
    case 'complete':
      return api.POST('/v1/work-orders/{order_id}/complete', { ...asked, body: item.body })
    case 'comments':
      return api.POST('/v1/work-orders/{order_id}/comments', { ...asked, body: item.body })
    case 'progress':
      return api.POST('/v1/work-orders/{order_id}/progress', { ...asked, body: item.body })
    case 'collaborators':
      return api.POST('/v1/work-orders/{order_id}/collaborators', { ...asked, body: item.body })
  }
}

function checkIn({ position, captured_at, exception }: CheckIn) {
  if (!exception) return { position, captured_at, exception: null }
  const { reason, attachment_id } = exception
  // Its photo was given up by the person who took it.
  if (!attachment_id) throw new Problem(409, 'exception_photo_missing', '')
  return { position, captured_at, exception: { reason, attachment_id } }
}
