/** Send one photo: ask for a ticket, then post the file where the ticket says. */
import { type Api, data, idempotencyKey, Problem } from '@steward/api'
import type { WaitingPhoto } from '../../../shared/database'

/** Tells how much has left the device, from 0 to 1. Raises a Problem; a file store that refuses is a passing one. */
export async function upload(
  api: Api,
  photo: WaitingPhoto & { order: string },
  onProgress: (share: number) => void,
): Promise<void> {
  let ticket = await ticketFor(api, photo, photo.ticket)
  // The same key gets the same ticket again, also long after it ran out.
  if (Date.parse(ticket.expires_at) < Date.now()) ticket = await ticketFor(api, photo, idempotencyKey())
  const form = new FormData()
  for (const [name, value] of Object.entries(ticket.upload.fields)) form.append(name, value)
  form.append('file', photo.blob)
  await post(ticket.upload.url, form, onProgress)
}

function ticketFor(api: Api, photo: WaitingPhoto & { order: string }, key: string) {
  return data(
    api.POST('/v1/work-orders/{order_id}/attachments', {
      params: { path: { order_id: photo.order }, header: { 'Idempotency-Key': key } },
      body: { role: 'evidence', content_type: photo.blob.type, size: photo.blob.size },
    }),
  )
}

/** By XMLHttpRequest: fetch does not tell how far an upload is. */
function post(url: string, form: FormData, onProgress: (share: number) => void): Promise<void> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status < 300) done()
      else fail(new Problem(request.status, 'upload_refused', ''))
    }
    request.onerror = () => fail(new Problem(0, 'offline', ''))
    request.send(form)
  })
}
