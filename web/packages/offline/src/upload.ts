/**
 * A photo's way: a ticket, the file to the bucket, and looking until it is verified. One step a call, kept in between,
 * so that a crash at any point goes on where it stopped.
 */
import { type Api, data, idempotencyKey, Problem, type Schemas } from '@steward/api'
import type { Item, Progress } from './item'

/** What a step came to: done for good, or more to do, not before `not_before`. */
export type Step =
  | { step: 'done'; answer: unknown; attachment_id?: string }
  | { step: 'more'; progress: { upload: Progress | null; ticket_key?: string; not_before: number } }

const ASK_MS = 30_000
/** A photo of 600 KB takes two minutes at 40 kbit/s. */
const UPLOAD_MS = 300_000
/** Verification takes about a second; asked at 1.5, 3, 4.5 … seconds, at last every half minute. */
const LOOK_MS = 1_500
const LOOK_AT_MOST_MS = 30_000
/** After so many looks a file that may not have arrived has not. */
const UNSURE_LOOKS = 3

export async function upload(api: Api, item: Item & { kind: 'photo' }, photo: Blob): Promise<Step> {
  const { upload: progress } = item
  if (!progress) return further({ upload: await ticket(api, item, photo), not_before: 0 })
  if (progress.arrival === 'no')
    return further({ upload: { ...progress, arrival: await posted(progress, photo) }, not_before: 0 })
  return look(api, item, progress)
}

function further(progress: (Step & { step: 'more' })['progress']): Step {
  return { step: 'more', progress }
}

async function ticket(api: Api, item: Item & { kind: 'photo' }, photo: Blob): Promise<Progress> {
  const given = await data(
    api.POST('/v1/work-orders/{order_id}/attachments', {
      params: { path: { order_id: item.order_id }, header: { 'Idempotency-Key': item.ticket_key } },
      body: { role: item.body.role, content_type: photo.type, size: photo.size },
      signal: AbortSignal.timeout(ASK_MS),
    }),
  )
  return { id: given.id, url: given.upload.url, fields: given.upload.fields, arrival: 'no', looks: 0 }
}

/** Whether the bucket took it. It refuses a form that is too old: then an earlier try may yet have arrived. */
async function posted(progress: Progress, photo: Blob): Promise<'yes' | 'unsure'> {
  const form = new FormData()
  for (const [name, value] of Object.entries(progress.fields)) form.append(name, value)
  form.append('file', photo)
  const answer = await reached(
    fetch(progress.url, { method: 'POST', body: form, signal: AbortSignal.timeout(UPLOAD_MS) }),
  )
  if (answer.ok) return 'yes'
  if (answer.status === 403) return 'unsure'
  throw new Problem(answer.status, 'upload_refused', '')
}

async function look(api: Api, item: Item & { kind: 'photo' }, progress: Progress): Promise<Step> {
  const { items } = await data(
    api.GET('/v1/work-orders/{order_id}/attachments', {
      params: { path: { order_id: item.order_id } },
      signal: AbortSignal.timeout(ASK_MS),
    }),
  )
  const found = items.find((one: Schemas['AttachmentOut']) => one.id === progress.id)
  if (found?.status === 'verified') return { step: 'done', answer: found, attachment_id: found.id }
  if (found?.status === 'rejected')
    throw new Problem(422, found.reason ?? 'photo_rejected', found.reason_text ?? '')
  const looks = progress.looks + 1
  if (progress.arrival === 'unsure' && looks >= UNSURE_LOOKS)
    return further({ upload: null, ticket_key: idempotencyKey(), not_before: 0 })
  const wait = Math.min(LOOK_MS * looks, LOOK_AT_MOST_MS)
  return further({ upload: { ...progress, looks }, not_before: Date.now() + wait })
}

async function reached(asking: Promise<Response>): Promise<Response> {
  try {
    return await asking
  } catch {
    throw new Problem(0, 'offline', '')
  }
}
