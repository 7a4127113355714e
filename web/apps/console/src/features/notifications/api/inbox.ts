import { api, data, type Schemas } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'

export type Notification = Schemas['NotificationOut']

/** One page of the own inbox, newest first, of these kinds only. */
export function inbox(wishes: { unread?: boolean; kind?: string[] } = {}): FetchPage<Notification> {
  const query = { unread: wishes.unread, kind: wishes.kind?.join(',') as never }
  return ({ signal, ...page }) =>
    data(api.GET('/v1/notifications', { params: { query: { ...query, ...page } }, signal }))
}
