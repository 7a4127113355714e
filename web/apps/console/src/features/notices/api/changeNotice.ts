import { api, data, type Schemas } from '@steward/api'
import type { Notice } from './notices'

/** Drafts a notice, or changes a draft; a follow-up keeps its kind and people. Raises a Problem 412 when it has another version by now. */
export function saveNotice(notice: Notice | null, body: Schemas['NoticeIn'], key: string) {
  if (!notice) return data(api.POST('/v1/notices', { params: { header: { 'Idempotency-Key': key } }, body }))
  const { kind, scope, payers, ...own } = body
  const changes = notice.follows ? own : { kind, scope, payers, ...own }
  return data(api.PATCH('/v1/notices/{notice_id}', { params: named(notice), body: changes }))
}

export function removeNotice(notice: Notice) {
  return data(api.DELETE('/v1/notices/{notice_id}', { params: named(notice) }))
}

/** Lets a draft go to its people. Raises a Problem 412 when it is another one by now. */
export function sendNotice(notice: Notice, key: string) {
  const { path, header } = named(notice)
  return data(
    api.POST('/v1/notices/{notice_id}/send', {
      params: { path, header: { ...header, 'Idempotency-Key': key } },
    }),
  )
}

/** Drafts what the people of a notice are told next. */
export function followUp(notice: Notice, body: Schemas['FollowUpIn'], key: string) {
  return data(
    api.POST('/v1/notices/{notice_id}/follow-ups', {
      params: { path: { notice_id: notice.id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  )
}

function named({ id, version }: Notice) {
  return { path: { notice_id: id }, header: { 'If-Match': `"${version}"` } }
}
