import { api, data, type Schemas } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'

export type Chat = Schemas['ChatChannelOut']

/** All group chats at once: a company has at most fifty. */
export const listChats: FetchPage<Chat> = ({ signal }) => data(api.GET('/v1/chat-channels', { signal }))
