import { api, data, type Schemas } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'

export type Notice = Schemas['NoticeOut']

/** One page of the notices that the person may see, newest first. */
export const listNotices: FetchPage<Notice> = ({ signal, ...query }) =>
  data(api.GET('/v1/notices', { params: { query }, signal }))
