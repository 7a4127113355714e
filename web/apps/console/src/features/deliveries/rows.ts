/** The log as rows: a delivery has a message for each channel, and each has a fate of its own. */
import type { Schemas } from '@steward/api'

export type Sending = Schemas['SendingOut']
export type Channel = Sending['channel']
export type State = Sending['status']

export const CHANNELS: Channel[] = ['email', 'sms', 'web_push', 'wechat', 'chat']
export const STATES: State[] = [
  'pending',
  'started',
  'sent',
  'delivered',
  'failed',
  'refused',
  'bounced',
  'unknown',
]
/** What did not bring the news, as far as anybody knows. */
export const LOST: State[] = ['failed', 'refused', 'bounced', 'unknown']

export interface Sought {
  workOrder?: string
  person?: string
  channel?: Channel
  status?: State
}

export interface Row {
  key: string
  delivery: Schemas['DeliveryOut']
  /** Null: the person could be reached by no channel at all. */
  sending: Sending | null
}

/** A row for each message that is sought; one without a channel for news that found none. */
export function rowsOf(delivery: Schemas['DeliveryOut'], channel?: Channel, status?: State): Row[] {
  const { id, sendings } = delivery
  if (sendings.length === 0) return channel || status ? [] : [{ key: id, delivery, sending: null }]
  return sendings
    .filter((one) => (!channel || one.channel === channel) && (!status || one.status === status))
    .map((sending) => ({ key: `${id} ${sending.channel}`, delivery, sending }))
}

const KNOWN = [
  'no_address',
  'no_person',
  'no_chat_channel',
  'no_wechat_account',
  'not_posted',
  'cut_short',
] as const
type Known = (typeof KNOWN)[number]

/** The reasons that are ours; all others are a provider's own word. */
export function knownReason(error: string | null): Known | undefined {
  return KNOWN.find((one) => one === error)
}
